"""A sign-off as two files a person can hand on: the JPEG, and what was signed as JSON. No token, no URL."""

import json
import os
from pathlib import Path

from desktop_app.domain.delivery import Delivery
from desktop_app.domain.errors import EnvironmentFault, InvalidInput
from desktop_app.domain.limits import JPEG_MIME
from desktop_app.domain.signoff import SignOff


def write_export(delivery: Delivery, signoff: SignOff, folder: Path) -> list[Path]:
    """Writes both files, readable by this user alone; neither where one is already there.

    Raises InvalidInput `file_exists`, EnvironmentFault `file_not_writable`.
    """
    jpeg, document = folder / signoff.name, folder / f"{Path(signoff.name).stem}.json"
    for file in (jpeg, document):
        if file.exists():
            raise InvalidInput("file_exists", file=str(file))
    written: list[Path] = []
    for file, data in ((jpeg, signoff.jpeg), (document, _document(delivery, signoff))):
        try:
            descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            written.append(file)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
        except OSError as error:
            for begun in written:
                begun.unlink(missing_ok=True)
            raise EnvironmentFault("file_not_writable", file=str(file)) from error
    return written


def _document(delivery: Delivery, signoff: SignOff) -> bytes:
    claims, form = signoff.session.claims, signoff.form
    content = {
        "id": signoff.id,
        "signedAt": signoff.signed_at.isoformat(),
        "amends": signoff.amends,
        "firstName": form.first_name,
        "lastName": form.last_name,
        "email": form.email,
        "providerActionComment": form.action_comment,
        "comment": form.comment,
        "signature": {
            "name": signoff.name,
            "mimeType": JPEG_MIME,
            "size": signoff.size_bytes,
            "sha256": signoff.sha256,
        },
        "session": {"userId": claims.user_id, "sessionId": claims.session_id},
        "delivery": {"state": delivery.state, "reason": delivery.reason, "possibleRepeat": delivery.repeat},
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode() + b"\n"
