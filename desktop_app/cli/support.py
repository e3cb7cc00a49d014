"""`paraphe doctor` and `paraphe diagnostics`."""

from pathlib import Path

from .context import Context


def doctor(context: Context) -> int:
    """Checks everything that sending needs; 3 where a person has to act, 4 where it may pass by itself."""
    from desktop_app.support.doctor import examine, exit_code, told  # noqa: PLC0415 - imports every check

    findings = examine(context.checkup())
    context.console.document({"findings": [finding.as_json() for finding in findings]})
    context.console.says(told(findings))
    return exit_code(findings)


def diagnostics(context: Context) -> int:
    """Packs logs, settings and the doctor's answer, without secrets."""
    from desktop_app.support.diagnostics import pack  # noqa: PLC0415 - imports every check

    file = Path(context.options.file).expanduser()
    names = pack(file, context.checkup())
    context.console.document({"file": str(file), "contents": names})
    context.console.says(f"{file} holds {len(names)} files, without tokens, names, addresses or pictures.")
    return 0
