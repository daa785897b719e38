"""A headless Chromium over the DevTools protocol, with Python's standard library alone."""

import base64
import json
import os
import re
import shutil
import socket
import struct
import subprocess
import tempfile
import time


class Browser:
    """One browser with one tab; what the page logs and asks the network for is kept."""

    def __init__(self, program, width=1920, height=1080):
        self.folder = tempfile.mkdtemp(prefix="exposure-browser-")
        self.events = []
        self.number = 0
        self.process = subprocess.Popen(
            [
                program, "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--no-first-run", "--disable-extensions", "--disable-background-networking",
                "--disable-component-update", "--disable-dev-shm-usage",
                "--remote-debugging-port=0", f"--user-data-dir={self.folder}",
                f"--window-size={width},{height}", "about:blank",
            ],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )
        address = self._address()
        host, port = re.match(r"ws://([^:/]+):(\d+)/", address).groups()
        self.socket = socket.create_connection((host, int(port)), timeout=60)
        self.buffer = b""
        self._upgrade(host, port, address[address.index("/devtools"):])
        target = next(
            t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page")
        self.session = None
        self.session = self.call(
            "Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Network", "Log"]:
            self.call(f"{domain}.enable")

    session = None

    def _address(self):
        for line in self.process.stderr:
            found = re.search(rb"DevTools listening on (ws://\S+)", line)
            if found:
                return found.group(1).decode()
        raise RuntimeError("the browser ended before it listened")

    def _upgrade(self, host, port, path):
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode())
        while b"\r\n\r\n" not in self.buffer:
            self.buffer += self._more()
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise RuntimeError("the browser refused the connection")

    def _more(self):
        data = self.socket.recv(1 << 16)
        if not data:
            raise RuntimeError("the browser closed the connection")
        return data

    def _take(self, count):
        while len(self.buffer) < count:
            self.buffer += self._more()
        data, self.buffer = self.buffer[:count], self.buffer[count:]
        return data

    def _send(self, text):
        data = text.encode()
        mask = os.urandom(4)
        if len(data) < 126:
            head = struct.pack("!BB", 0x81, 0x80 | len(data))
        elif len(data) < 1 << 16:
            head = struct.pack("!BBH", 0x81, 0x80 | 126, len(data))
        else:
            head = struct.pack("!BBQ", 0x81, 0x80 | 127, len(data))
        self.socket.sendall(
            head + mask + bytes(byte ^ mask[i % 4] for i, byte in enumerate(data)))

    def _receive(self):
        message = b""
        while True:
            first, second = self._take(2)
            length = second & 127
            if length == 126:
                length = struct.unpack("!H", self._take(2))[0]
            elif length == 127:
                length = struct.unpack("!Q", self._take(8))[0]
            message += self._take(length)
            if first & 0x80:
                return json.loads(message)

    def call(self, method, **parameters):
        """Calls a method of the protocol; events that come meanwhile are kept."""
        self.number += 1
        request = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            request["sessionId"] = self.session
        self._send(json.dumps(request))
        while True:
            answer = self._receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)

    def open(self, path):
        """Loads a file and waits until it is there."""
        self.events.clear()
        self.call("Page.navigate", url="file://" + os.path.abspath(path))
        end = time.monotonic() + 60
        while self.run("document.readyState") != "complete":
            if time.monotonic() > end:
                raise RuntimeError("the page did not load in 60 s")
            time.sleep(0.05)

    def run(self, script):
        """The value of an expression in the page."""
        result = self.call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(result["exceptionDetails"].get("exception", {}).get(
                "description", result["exceptionDetails"]["text"]))
        return result["result"].get("value")

    def press(self, key, code=None):
        """A key goes down and up."""
        text = {"text": "\r"} if key == "Enter" else {"text": key} if len(key) == 1 else {}
        number = {"Enter": 13, "Escape": 27, "Tab": 9}.get(key, ord(key) if len(key) == 1 else 0)
        number = {"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}.get(
            key, number)
        for kind in ["keyDown", "keyUp"]:
            self.call(
                "Input.dispatchKeyEvent", type=kind, key=key, code=code or key,
                windowsVirtualKeyCode=number, **(text if kind == "keyDown" else {}))

    def click(self, x, y, to=None):
        """The left button goes down, moves when there is a second place, and up."""
        end = to or (x, y)
        half = ((x + end[0]) / 2, (y + end[1]) / 2)
        steps = [("mousePressed", (x, y)), ("mouseMoved", half), ("mouseMoved", end), ("mouseReleased", end)]
        for kind, place in steps:
            self.call(
                "Input.dispatchMouseEvent", type=kind, x=place[0], y=place[1], button="left",
                buttons=1 if kind != "mouseReleased" else 0, clickCount=1)
            # A busy browser hands moves on once a frame, and a release may overtake one.
            if to and kind == "mouseMoved":
                self.run(
                    """new Promise((done) => {
                    requestAnimationFrame(() => requestAnimationFrame(done)); setTimeout(done, 2000); })
                    .then(() => null)""")

    def complaints(self):
        """What went wrong or left the page since it was opened."""
        found = []
        for event in self.events:
            parameters = event.get("params", {})
            if event.get("method") == "Runtime.exceptionThrown":
                found.append("exception: " + json.dumps(parameters["exceptionDetails"])[:400])
            elif event.get("method") == "Runtime.consoleAPICalled":
                found.append("console: " + json.dumps(parameters["args"])[:400])
            elif event.get("method") == "Log.entryAdded":
                found.append("log: " + parameters["entry"]["text"][:400])
            elif event.get("method") == "Page.javascriptDialogOpening":
                found.append("dialog: " + parameters["message"][:400])
        return found

    def requests(self):
        """Addresses that the page asked for."""
        return [
            event["params"]["request"]["url"] for event in self.events
            if event.get("method") == "Network.requestWillBeSent"
        ]

    def pdf(self):
        """The printed page."""
        result = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(result["data"])

    def picture(self, path, whole=False):
        """A screenshot."""
        data = self.call("Page.captureScreenshot", captureBeyondViewport=whole)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def resize(self, width, height, dark=False):
        """The size of the window, and the reader's colours."""
        self.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height,
            deviceScaleFactor=1, mobile=width < 600)
        self.call(
            "Emulation.setEmulatedMedia",
            media="",
            features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])

    def print_layout(self, width):
        """The page as paper of a width would have it, to be looked at on the screen."""
        self.resize(width, 1000)
        self.call("Emulation.setEmulatedMedia", media="print", features=[])

    def close(self):
        """Ends the browser."""
        try:
            self.session = None
            self.call("Browser.close")
        except (OSError, RuntimeError):
            self.process.terminate()
        self.process.wait(timeout=30)
        self.process.stderr.close()
        shutil.rmtree(self.folder, ignore_errors=True)
