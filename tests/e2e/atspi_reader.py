"""What a screen reader sees of a program, over AT-SPI; run by the system's Python, which has the bindings.

/usr/bin/python3 atspi_reader.py PID            prints a JSON list of all that is shown
/usr/bin/python3 atspi_reader.py PID press NAME presses a button by its name, as a screen reader does
"""

import json
import sys
import time
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402 - the version is asked for first

PATIENCE_S = 20.0


def application(pid: int) -> Any:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        desktop = Atspi.get_desktop(0)
        for place in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(place)
            if child is not None and child.get_process_id() == pid and child.get_child_count():
                return child
        time.sleep(0.2)
    raise SystemExit("the program is not on the accessibility bus")


def walk(node: Any, found: list[Any]) -> None:
    states = node.get_state_set()
    if node.get_role() != Atspi.Role.APPLICATION and not states.contains(Atspi.StateType.SHOWING):
        return
    found.append(node)
    if node.get_role() == Atspi.Role.TABLE:
        return
    for place in range(node.get_child_count()):
        child = node.get_child_at_index(place)
        if child is not None:
            walk(child, found)


def told(node: Any) -> dict[str, object]:
    states = node.get_state_set()
    return {
        "role": node.get_role_name(),
        "name": node.get_name(),
        "description": node.get_description(),
        "id": node.get_accessible_id() if hasattr(node, "get_accessible_id") else "",
        "focusable": states.contains(Atspi.StateType.FOCUSABLE),
        "focused": states.contains(Atspi.StateType.FOCUSED),
        "enabled": states.contains(Atspi.StateType.ENABLED),
    }


def main() -> None:
    found: list[Any] = []
    walk(application(int(sys.argv[1])), found)
    if len(sys.argv) == 2:
        sys.stdout.write(json.dumps([told(node) for node in found]))
        return
    for node in found:
        if node.get_name() == sys.argv[3] and node.get_action_iface() is not None:
            node.get_action_iface().do_action(0)
            return
    raise SystemExit(f"nothing to press is called {sys.argv[3]}")


main()
