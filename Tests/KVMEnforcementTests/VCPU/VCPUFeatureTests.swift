import KVMEnforcement
import Testing

@Test(
  "a vCPU feature's bit is the kernel's",
  arguments: [
    ("el1-32bit", 1), ("psci-0.2", 2), ("pmu-v3", 3), ("sve", 4), ("ptrauth-address", 5),
    ("ptrauth-generic", 6), ("el2", 7), ("el2-e2h0", 8),
  ]
)
func bits(_ name: String, _ bit: Int) {
  #expect(VCPUFeature(rawValue: name)?.bit == bit)
}
