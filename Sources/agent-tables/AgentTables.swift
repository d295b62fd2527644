import ArmArchitecture
import HostCapture
import KVMEnforcement

/// Prints the tables of `migrate-check-agent` as a C header, from the tables of the product.
@main
struct AgentTables {
  static func main() {
    print("// Generated from the product's tables; do not edit.")
    print("#include <stdint.h>")
    print("struct register_name { uint16_t encoding; const char *name; };")
    rows("const struct register_name register_names", names)
    print("struct profile { const char *name; uint32_t features; int gic, mte; };")
    rows("const struct profile profiles", profiles)
    print("struct feature_name { int bit; const char *name; };")
    rows("const struct feature_name feature_names", features)
    print("struct id_field { const char *path; uint16_t encoding; uint8_t lsb, width; };")
    rows("const struct id_field tolerances", ProbePlan.tolerances.compactMap(field))
    print("struct lowering { struct id_field field; uint64_t value; };")
    rows(
      "const struct lowering lowerings",
      ProbePlan.lowerings.compactMap { row in field(row.field).map { "{\($0), \(row.value)}" } }
    )
    rows("const char *const probed_profiles", ProbePlan.profiles.map { "\"\($0)\"" })
    rows("const uint16_t probed_encodings", ProbedEncodings.all.map { "\($0.packed)" })
    let dangers = ProbedEncodings.dangerousAtVirtualEL2
    rows("const uint16_t dangerous_encodings", dangers.map { "\($0.packed)" })
    rows("const uint16_t masked_registers", ProbePlan.maskedRegisters.map { "\($0.packed)" })
  }

  private static func rows(_ declaration: String, _ rows: [String]) {
    print("static \(declaration)[] = {")
    for row in rows { print("  \(row),") }
    print("};")
  }

  private static var names: [String] {
    RegisterNames.standard.all.filter { $0.encoding.op0 >= 2 }
      .map { "{\($0.encoding.packed), \"\($0.name)\"}" }
  }

  private static var profiles: [String] {
    ProfileRecipe.all.map { recipe in
      let bits = recipe.vcpuFeatures.reduce(0) { $0 | 1 << $1.bit }
      return "{\"\(recipe.name)\", \(bits), \(recipe.hasVGIC ? 1 : 0), \(recipe.mte ? 1 : 0)}"
    }
  }

  private static var features: [String] {
    VCPUFeature.allCases.map { "{\($0.bit), \"\($0.rawValue)\"}" }
  }

  private static func field(_ path: String) -> String? {
    IDRegisters.standard.field(path).map {
      "{\"\(path)\", \($0.encoding.packed), \($0.bits.lsb), \($0.bits.width)}"
    }
  }
}
