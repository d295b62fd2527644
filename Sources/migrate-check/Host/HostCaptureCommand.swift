import ArgumentParser
import Foundation
import HostCapture
import MigrationState

/// `host capture`: the host this runs on, asked through KVM.
struct HostCaptureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capture",
    abstract: "Capture the arm64 host this runs on.",
    discussion: """
      Asks KVM what it offers to VMs: for every set of vCPU features the registers of a fresh vCPU \
      and which of their bits may be written. Needs to read and write /dev/kvm (group kvm), nothing \
      else; the kernel log is taken when it is readable. Scratch VMs are ended again.

      With --probe, scratch VMs also try what no register shows: values of fields that KVM \
      tolerates, which encodings are UNDEFINED in a guest, and the masks of a VM with EL2.

      Where there is no Swift runtime, migrate-check-agent prints the same document.

      Examples:
        migrate-check host capture --record
        migrate-check host capture --probe --output rack2-07.json
        ssh rack2-07 migrate-check-agent | migrate-check host record - --name rack2-07
      """
  )

  @Option(help: "The host's name; default is the machine's.")
  var name: String?

  @Flag(help: "Measure on scratch VMs what no register shows.")
  var probe = false

  @Option(help: "Write the document to this file.")
  var output: String?

  @Flag(help: "Record the document in the store.")
  var record = false

  @OptionGroup var store: StoreOptions
  @OptionGroup(title: "Diagnostics") var diagnostics: DiagnosticOptions

  func validate() throws {
    if let name, let reason = DocumentName.refusal(name) {
      throw ValidationError("--name: \(reason)")
    }
  }

  func run() throws {
    let host = try captured()
    let text = JSONWriter().string(host.json) + "\n"
    if let output {
      do {
        try Data(text.utf8).write(to: URL(filePath: output), options: .atomic)
      } catch {
        throw CommandError(.io, "\(output): \(error.localizedDescription)")
      }
    }
    if record {
      let store = try store.create()
      let recorded = try StoreFailure.translated {
        try store.write(at: .now) { RecordedDocument(host.name, try $0.record(host)) }
      }
      Terminal.write(recorded.line)
    } else if output == nil {
      Terminal.write(text)
    }
  }

  private func captured() throws(CommandError) -> HostDocument {
    do throws(CaptureError) {
      let capture = HostCapture(kvm: try LiveKVM(), system: LiveSystem())
      return try capture.document(name: name, at: .now, probing: probe)
    } catch {
      throw CommandError(.unavailable, "\(error)")
    }
  }
}
