import Foundation
import TestSupport
import Testing

/// The page of a matrix: the file itself, and what a browser makes of it.
@Suite struct MatrixPageTests {
  /// A VM's name that would run, were it ever read as HTML.
  private static let hostile = "<script>document.title='run'<!--<b>&amp;"

  /// The page of two VMs and three hosts, two of which are in a pool.
  private func page(in folder: TemporaryFolder) throws -> String {
    let store = folder.file("store.sqlite")
    for host in ["max-linux-7.3.4", "max-linux-7.2.11", "neoverse-n1-linux-7.3.4"] {
      _ = try Tool.run(["host", "record", "samples/hosts/\(host).json"], store: store)
    }
    for (vm, snapshot) in [
      (Self.hostile, "max-linux-7.3.4.plain"), ("web", "neoverse-n1-linux-7.3.4.pmu"),
    ] {
      let recorded = try Tool.run(
        ["vm", "snapshot", vm, "samples/snapshots/\(snapshot).json"],
        store: store
      )
      try #require(recorded.status == 0, "\(recorded.diagnostics)")
    }
    _ = try Tool.run(["host", "label", "max-*", "pool=web <&>"], store: store)
    let run = try Tool.run(["matrix", "-o", "html"], store: store)
    try #require(run.status == 0, "\(run.diagnostics)")
    return run.output
  }

  @Test("the page is one file that names nothing outside, and whose data cannot end it")
  func file() throws {
    let page = try page(in: TemporaryFolder())
    for foreign in ["http:", "https:", "src=", "href=", "@import", "url(", "@DATA@", "@STYLE@"] {
      #expect(!page.contains(foreign), "\(foreign)")
    }
    #expect(page.components(separatedBy: "<script").count == 3)
    #expect(page.components(separatedBy: "</script>").count == 3)
    #expect(!page.contains("innerHTML"))
    let data = try #require(page.firstMatch(of: /type="application\/json">(.*)<\/script>/)).1
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(data.utf8)) as? [String: Any]
    )
    let rows = try #require(json["rows"] as? [[String: Any]])
    #expect(rows.map { $0["names"] as? [String] } == [[Self.hostile], ["web"]])
    #expect(rows.allSatisfy { ($0["cells"] as? [Int])?.count == 3 })
    let pools = (json["hosts"] as? [[String: Any]] ?? []).map { $0["pools"] as? [String] }
    #expect(pools == [["web <&>"], ["web <&>"], []])
    let told = json["codes"] as? [String: String] ?? [:]
    #expect(!told.isEmpty && told.values.allSatisfy { !$0.isEmpty })
  }

  @Test("--stranded has no page")
  func stranded() throws {
    #expect(try Tool.run(["matrix", "-o", "html", "--stranded"]).status == 64)
  }

  /// The document that the browser has once the page and a script after it have run.
  private func document(_ script: String) throws -> String {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "page.html")
    let page = try page(in: folder).replacing("</body>", with: "<script>\(script)</script></body>")
    try page.write(to: file, atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = Browser.program
    process.arguments = [
      "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
      "--user-data-dir=\(folder.url.appending(path: "profile").path)", file.absoluteString,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: output, as: UTF8.self)
  }

  @Test(
    "a browser shows every cell, and runs no name",
    .enabled(if: Browser.program != nil, "no Chromium is installed")
  )
  func drawn() throws {
    let document = try document("")
    #expect(document.components(separatedBy: #"role="gridcell""#).count == 1 + 2 * 3)
    #expect(document.contains("<title>Who can go where</title>"))
    #expect(document.contains(">web &lt;&amp;&gt;</option>"))
    let button = /<button type="button" class="[a-z]+" tabindex="0"/
    #expect(document.matches(of: button).count == 1)
    #expect(document.contains(#"aria-label="v2 (web) to h1 (max-linux-7.2.11): refused""#))
  }

  @Test(
    "a pool picks columns",
    .enabled(if: Browser.program != nil, "no Chromium is installed")
  )
  func filtered() throws {
    let filtered = try document(
      """
      document.getElementById('pool').selectedIndex = 1;
      document.getElementById('pool').dispatchEvent(new Event('input', { bubbles: true }));
      """
    )
    #expect(filtered.components(separatedBy: #"role="gridcell""#).count == 1 + 2 * 2)
  }

  /// What the browser shows beside the map must be what `check` finds.
  private func expectFindings(
    _ browser: Browser,
    of vm: String,
    to host: String,
    _ store: URL
  ) throws {
    let shown = try browser.evaluate("document.getElementById('details').innerText")
    let verdict = try JSONSerialization.jsonObject(
      with: Data(
        try Tool.run(["check", vm, "--to", host, "--no-record", "--json"], store: store).output.utf8
      )
    )
    let findings = (verdict as? [String: Any])?["findings"] as? [[String: Any]] ?? []
    #expect(findings.count > 5)
    #expect(shown.contains("For example \(vm) on \(host)"))
    #expect(shown.components(separatedBy: "remedy: ").count > 1)
    for finding in findings {
      func text(_ key: String) -> String { finding[key] as? String ?? "" }
      #expect(shown.contains("\(text("code")) \(text("message"))\n"))
      if finding["remedy"] != nil, text("severity") != "note" {
        #expect(shown.contains("remedy: \(text("remedy"))\n"))
      }
      for (key, label) in [("field", "field "), ("feature", "feature "), ("vcpus", "vCPUs: ")]
      where finding[key] != nil && text(key) != text("subject") {
        #expect(shown.contains(label + text(key)))
      }
    }
    let items = try browser.evaluate("document.querySelectorAll('#details li').length")
    #expect(items == "\(findings.count)")
  }

  @Test(
    "a click on a cell shows every finding of it, and so do Enter and Space",
    .enabled(if: Browser.program != nil, "no Chromium is installed")
  )
  func used() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("page.html")
    try page(in: folder).write(to: file, atomically: true, encoding: .utf8)
    let store = folder.file("store.sqlite")
    let browser = try Browser(file, profile: folder.file("profile"))
    let title = "document.querySelector('#details h2').innerText"
    try browser.click(#"button[data-row="1"][data-column="1"]"#)
    #expect(try browser.evaluate(title) == "v2 to h2: refused")
    try expectFindings(browser, of: "web", to: "max-linux-7.3.4", store)
    let command = try browser.evaluate("document.querySelector('#details code').innerText")
    #expect(command == "migrate-check matrix --explain web max-linux-7.3.4")

    // From the cell that was clicked: left and Enter, right, right and Space.
    try browser.press(.left)
    try browser.press(.enter)
    #expect(try browser.evaluate(title) == "v2 to h1: refused")
    try expectFindings(browser, of: "web", to: "max-linux-7.2.11", store)
    try browser.press(.up)
    try browser.press(.right)
    try browser.press(.right)
    try browser.press(.space)
    #expect(try browser.evaluate("document.activeElement.ariaPressed") == "true")
    #expect(try browser.evaluate(title).hasPrefix("v1 to h3: "))
    try expectFindings(browser, of: Self.hostile, to: "neoverse-n1-linux-7.3.4", store)
  }
}
