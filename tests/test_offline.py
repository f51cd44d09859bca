"""A whole run of the command line and of the window never asks for a network connection."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

COMMANDS = """
import sys
from no_network import kill_who_opens_a_socket
print("guard:", kill_who_opens_a_socket(), file=sys.stderr)
from ui.command_line import main
letter, output = sys.argv[1:]
for arguments in (
    ["doctor"],
    ["model", "list"],
    ["glossary", "list"],
    ["read", letter],
    ["translate", letter, "-o", output],
    ["glossary", "extract", letter],
):
    status = main(arguments)
    if status:
        sys.exit(f"{arguments} ended with {status}")
print("all done", file=sys.stderr)
"""

WINDOW = """
import sys
from pathlib import Path
from no_network import kill_who_opens_a_socket
print("guard:", kill_who_opens_a_socket(), file=sys.stderr)
from PySide6.QtCore import QTimer
from translations.paths import data_paths
from ui.application import make_application, make_window
application = make_application(["naast"])
window = make_window(data_paths())
window.show()
window.open_file(Path(sys.argv[1]))
def look():
    session = window.session
    if session is not None and session.segments and all(s.target for s in session.segments.values()):
        print("all done", file=sys.stderr)
        window.close()
        application.exit(0)
timer = QTimer()
timer.timeout.connect(look)
timer.start(50)
QTimer.singleShot(240_000, lambda: application.exit(3))
sys.exit(application.exec())
"""


def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    import os

    places = os.pathsep.join((str(ROOT), str(ROOT / "tests")))
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": places, "QT_QPA_PLATFORM": "offscreen"},
    )


def letter(folder: Path) -> Path:
    file = folder / "letter.txt"
    file.write_text("De minister leest de brief.\n\nHet kabinet volgt de bank niet.\n", encoding="utf-8")
    return file


def test_the_command_line_works_without_a_network(chosen: str, tmp_path: Path) -> None:
    output = tmp_path / "out.html"
    ran = run(COMMANDS, letter(tmp_path), output)
    assert ran.returncode == 0, ran.stderr
    assert "all done" in ran.stderr
    assert "The minister reads the letter." in output.read_text(encoding="utf-8")


def test_the_window_works_without_a_network(chosen: str, tmp_path: Path) -> None:
    ran = run(WINDOW, letter(tmp_path))
    assert ran.returncode == 0, ran.stderr
    assert "all done" in ran.stderr


def test_the_guard_bites() -> None:
    asks = "from no_network import kill_who_opens_a_socket\nkill_who_opens_a_socket()\nimport socket\n"
    direct = run(asks + "socket.create_connection(('127.0.0.1', 9))\nprint('got away')")
    assert direct.returncode < 0
    assert "got away" not in direct.stdout


def test_the_guard_lets_local_sockets_be() -> None:
    asks = "from no_network import kill_who_opens_a_socket\nkill_who_opens_a_socket()\nimport socket\n"
    assert run(asks + "socket.socketpair(); socket.socket(socket.AF_UNIX)").returncode == 0
