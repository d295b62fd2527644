import Foundation

/// A headless Chromium with one page, used as a person uses it: the page cannot tell its mouse and
/// keyboard from real ones.
public final class Browser {
  /// The program; nil where none is installed.
  public static let program: URL? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return ["chromium", "chromium-browser", "google-chrome"].flatMap { name in
      folders.map { URL(filePath: "\($0)/\(name)") }
    }.first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }()

  /// Why the browser did not do what it was asked.
  public struct Failure: Error {
    let reason: String
  }

  /// A key with what a keyboard sends for it.
  public enum Key: String {
    case tab = "Tab"
    case enter = "Enter"
    case space = " "
    case left = "ArrowLeft"
    case right = "ArrowRight"
    case up = "ArrowUp"
    case down = "ArrowDown"

    fileprivate var number: Int {
      switch self {
      case .tab: 9
      case .enter: 13
      case .space: 32
      case .left: 37
      case .up: 38
      case .right: 39
      case .down: 40
      }
    }

    /// The text that it types; nil for none.
    fileprivate var text: String? {
      switch self {
      case .enter: "\r"
      case .space: " "
      default: nil
      }
    }
  }

  private let process = Process()
  private let commands = Pipe()
  private let answers = Pipe()
  private var received = Data()
  private var last = 0
  private var session: String?

  /// Opens a file, and waits until its script has run.
  ///
  /// - Throws: ``Failure`` when the browser does not answer.
  public init(_ page: URL, profile: URL) throws {
    guard let program = Self.program else { throw Failure(reason: "no Chromium is installed") }
    process.executableURL = URL(filePath: "/bin/sh")
    // It reads commands from descriptor 3 and answers on 4.
    process.arguments = [
      "-c", #"exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null 2>&1"#, program.path, "--headless",
      "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", "--window-size=1400,1000",
      "--user-data-dir=\(profile.path)", "about:blank",
    ]
    process.standardInput = commands
    process.standardOutput = answers
    try process.run()
    let target = try call("Target.createTarget", ["url": page.absoluteString])["targetId"] ?? ""
    let attached = try call("Target.attachToTarget", ["targetId": target, "flatten": true])
    session = attached["sessionId"] as? String
    for _ in 0..<300 where try evaluate("document.readyState") != "complete" {
      Thread.sleep(forTimeInterval: 0.05)
    }
  }

  deinit { process.terminate() }

  /// The value of a script's last expression, as text.
  public func evaluate(_ script: String) throws -> String {
    let answer = try call("Runtime.evaluate", ["expression": "String(\(script))"])
    guard let result = answer["result"] as? [String: Any], let value = result["value"] as? String
    else { throw Failure(reason: "\(script): \(answer)") }
    return value
  }

  /// Clicks in the middle of the first element that a selector fits.
  public func click(_ selector: String) throws {
    let middle = try evaluate(
      """
      (() => {
        const node = document.querySelector(`\(selector)`);
        node.scrollIntoView({ block: "center", inline: "center" });
        const box = node.getBoundingClientRect();
        return [box.x + box.width / 2, box.y + box.height / 2];
      })()
      """
    ).split(separator: ",").compactMap { Double($0) }
    guard middle.count == 2 else { throw Failure(reason: "\(selector) has no place") }
    for type in ["mousePressed", "mouseReleased"] {
      _ = try call(
        "Input.dispatchMouseEvent",
        ["type": type, "x": middle[0], "y": middle[1], "button": "left", "clickCount": 1]
      )
    }
  }

  /// Presses a key and lets it go.
  public func press(_ key: Key) throws {
    var event: [String: Any] = [
      "key": key.rawValue, "code": key == .space ? "Space" : key.rawValue,
      "windowsVirtualKeyCode": key.number,
    ]
    event["text"] = key.text
    for type in [key.text == nil ? "rawKeyDown" : "keyDown", "keyUp"] {
      _ = try call("Input.dispatchKeyEvent", event.merging(["type": type]) { $1 })
    }
  }

  /// Sends a command of the DevTools protocol, and waits for its answer.
  private func call(_ method: String, _ parameters: [String: Any]) throws -> [String: Any] {
    last += 1
    var command: [String: Any] = ["id": last, "method": method, "params": parameters]
    command["sessionId"] = session
    let bytes = try JSONSerialization.data(withJSONObject: command) + [0]
    try commands.fileHandleForWriting.write(contentsOf: bytes)
    while true {
      let message = try message()
      guard message["id"] as? Int == last else { continue }
      if let result = message["result"] as? [String: Any] { return result }
      throw Failure(reason: "\(method): \(message)")
    }
  }

  /// The next answer or event; each ends with a zero byte.
  private func message() throws -> [String: Any] {
    let file = answers.fileHandleForReading
    while true {
      if let end = received.firstIndex(of: 0) {
        let text = Data(received[..<end])
        received = Data(received[received.index(after: end)...])
        return try JSONSerialization.jsonObject(with: text) as? [String: Any] ?? [:]
      }
      var waiting = pollfd(fd: file.fileDescriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 60_000) == 1 else { throw Failure(reason: "no answer") }
      let part = file.availableData
      guard !part.isEmpty else { throw Failure(reason: "it ended") }
      received += part
    }
  }
}
