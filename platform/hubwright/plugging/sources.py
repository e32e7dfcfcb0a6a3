"""What a plugin's source gives away before anybody runs it: what it imports, and what it takes for a hook."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from hubwright import hooks
from hubwright.domain.problems import Problem
from hubwright.domain.rules.parsing import nearest

PACKAGE: Final = "hubwright"
FACES: Final = ("hubwright.api", "hubwright.testing")
"""All of this package that a plugin may import."""

HOOKS: Final = {
    name: tuple(inspect.signature(one).parameters)
    for name, one in vars(hooks).items()
    if hasattr(one, f"{hooks.PROJECT}_spec")
}
"""Each moment at which a plugin may have its say, with what it is given."""


def problems_of_sources(files: Iterable[Path], *, below: Path) -> list[Problem]:
    """Every import that a plugin should not have, every hook that there is not, every argument that its hook does not
    give, and every file that is no Python; nothing is run.

    Args:
        files: the plugin's own Python files.
        below: the folder by which its author knows them.
    """
    return [problem for file in files for problem in _of_file(file, str(file.relative_to(below)))]


def _of_file(file: Path, called: str) -> Iterator[Problem]:
    try:
        tree = ast.parse(file.read_bytes())
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None) or 1
        yield Problem(f"{called}:{line}", "", "It is no Python that can be read.", "Mend it.", "no-python")
        return
    for line, name in sorted({one for node in ast.walk(tree) for one in _imported(node)}):
        if not any(name == face or name.startswith(f"{face}.") for face in FACES):
            yield Problem(
                f"{called}:{line}",
                "",
                f"It imports {name[:60]}, which is rebuilt without asking any plugin.",
                "Use what hubwright.api has; if something is missing there, ask for it.",
                "import",
            )
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for mark in node.decorator_list:
                if name := _hook_marked(node, mark):
                    yield from _of_hook(node, name, called)


def _hook_marked(function: ast.FunctionDef | ast.AsyncFunctionDef, mark: ast.expr) -> str:
    """The hook that a function is marked as; "" where the mark is another."""
    if not isinstance(mark, ast.Call):
        return function.name if _called(mark) == "hookimpl" else ""
    named = [one.value for one in mark.keywords if one.arg == "specname"]
    called = str(named[0].value) if named and isinstance(named[0], ast.Constant) else function.name
    return called if _called(mark.func) == "hookimpl" else ""


def _of_hook(function: ast.FunctionDef | ast.AsyncFunctionDef, name: str, called: str) -> Iterator[Problem]:
    place = f"{called}:{function.lineno}"
    if name not in HOOKS:
        there = ", ".join(HOOKS)
        yield Problem(
            place, "", f"There is no hook called {name[:60]!r}.", f"Use one of {there}.", "hook", nearest(name, HOOKS)
        )
        return
    gives = ", ".join(HOOKS[name]) or "nothing"
    for one in (*function.args.posonlyargs, *function.args.args):
        if one.arg not in (*HOOKS[name], "self"):
            yield Problem(
                place,
                "",
                f"The hook {name} gives no {one.arg[:60]!r}.",
                f"It gives {gives}: take of these what you need.",
                "hook",
                nearest(one.arg, HOOKS[name]),
            )


def _imported(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and dotted name of what of this package a statement imports, also by a call with the name in it."""
    if isinstance(node, ast.Import):
        names = [one.name for one in node.names]
    elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module == PACKAGE:
        names = [f"{PACKAGE}.{one.name}" for one in node.names]
    elif isinstance(node, ast.ImportFrom) and node.level == 0:
        names = [node.module or ""]
    elif isinstance(node, ast.Call) and _called(node.func) in ("import_module", "__import__"):
        names = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    else:
        return
    yield from ((node.lineno, one) for one in names if one == PACKAGE or one.startswith(f"{PACKAGE}."))


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""
