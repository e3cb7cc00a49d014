"""Error code -> sentence. English source, marked for translation; the window translates, the command line does not.

A code may be refined by a fact: `api_url_invalid` with `why="scheme"` is looked up as `api_url_invalid.scheme` first.
Every part adds the codes it raises here; a test reads the sources and fails for a code without a sentence.
"""

from collections import defaultdict
from collections.abc import Mapping

from desktop_app.domain.errors import InvalidForm, ParapheError

_REFINING = ("why", "because")


def QT_TRANSLATE_NOOP(_context: str, text: str) -> str:  # noqa: N802 - the name that lupdate looks for
    """Marks a text for translation."""
    return text


SENTENCES: dict[str, str] = {
    # What a person hands over: the form
    "invalid_form": QT_TRANSLATE_NOOP("messages", "Please check these fields: {fields}."),
    "required": QT_TRANSLATE_NOOP("messages", "This is needed."),
    "too_long": QT_TRANSLATE_NOOP("messages", "This is too long."),
    "control_character": QT_TRANSLATE_NOOP("messages", "This holds a character that cannot be sent."),
    "lone_surrogate": QT_TRANSLATE_NOOP("messages", "This holds half a character. Please type it again."),
    "email_invalid": QT_TRANSLATE_NOOP("messages", "This does not look like an e-mail address."),
    "form_not_json": QT_TRANSLATE_NOOP("messages", "What came on standard input is no JSON object."),
    "form_unknown_member": QT_TRANSLATE_NOOP("messages", "The form has a member that is not known: {member}."),
    "form_wrong_type": QT_TRANSLATE_NOOP("messages", "The form's member {member} must be text."),
    "form_missing_member": QT_TRANSLATE_NOOP("messages", "The form lacks {member}."),
    "form_missing_member.option": QT_TRANSLATE_NOOP("messages", "{member} is needed."),
    "form_and_options": QT_TRANSLATE_NOOP("messages", "Give the form either as options or with --form -, not both."),
    # Tokens
    "token_empty": QT_TRANSLATE_NOOP("messages", "The token is empty."),
    "token_line_break": QT_TRANSLATE_NOOP("messages", "The token has a line break inside. Please copy it again."),
    "token_not_ascii": QT_TRANSLATE_NOOP(
        "messages", "The token holds a space or a character that no token has. Please copy it again."
    ),
    "token_too_long": QT_TRANSLATE_NOOP("messages", "The token is longer than {limit} characters."),
    "token_cut_off": QT_TRANSLATE_NOOP(
        "messages", "A terminal cuts lines off after {limit} characters. Please give the token from a file, with <."
    ),
    "token_expired": QT_TRANSLATE_NOOP(
        "messages", "This token says that it has expired. It is kept; the service will decide."
    ),
    "account_needs_api_url": QT_TRANSLATE_NOOP(
        "messages", "An account token belongs to a service. Set its URL first: paraphe config set api_url URL"
    ),
    "look_at_attention": QT_TRANSLATE_NOOP("messages", "What needs a decision is shown by: paraphe outbox list"),
    "session_missing": QT_TRANSLATE_NOOP(
        "messages", "There is no session. Set one with: paraphe token set session, or give --session-token-file."
    ),
    "session_already_used": QT_TRANSLATE_NOOP("messages", "This session already has {count} sign-off(s)."),
    "session_reuse_refused": QT_TRANSLATE_NOOP(
        "messages", "This session already has a sign-off, and your organisation allows one a session."
    ),
    "api_url_missing": QT_TRANSLATE_NOOP(
        "messages", "The service's URL is not set, so nothing can be sent yet. Sign-offs are kept safe until it is."
    ),
    "account_token_missing": QT_TRANSLATE_NOOP(
        "messages", "There is no account token for this service, so nothing can be sent yet. Sign-offs are kept safe."
    ),
    # Ink
    "ink_not_ink": QT_TRANSLATE_NOOP("messages", "The file is JSON, but not a recorded signature."),
    "ink_not_json": QT_TRANSLATE_NOOP("messages", "The recorded signature is damaged: it is not JSON."),
    "ink_version": QT_TRANSLATE_NOOP("messages", "The signature was recorded by a newer version (known: {known})."),
    "ink_size": QT_TRANSLATE_NOOP("messages", "The recorded signature has no usable width and height."),
    "ink_shape": QT_TRANSLATE_NOOP("messages", "The recorded signature is damaged in stroke {stroke}."),
    "ink_no_strokes": QT_TRANSLATE_NOOP("messages", "The recorded signature holds no stroke."),
    "ink_empty_stroke": QT_TRANSLATE_NOOP("messages", "Stroke {stroke} of the recorded signature is empty."),
    "ink_not_finite": QT_TRANSLATE_NOOP(
        "messages", "Stroke {stroke} of the recorded signature holds a number that is none (NaN or infinite)."
    ),
    "ink_time_reversed": QT_TRANSLATE_NOOP("messages", "In stroke {stroke} of the recorded signature time runs back."),
    "ink_pressure": QT_TRANSLATE_NOOP("messages", "Stroke {stroke} has a pressure outside of 0 to 1."),
    "ink_too_large": QT_TRANSLATE_NOOP("messages", "The recorded signature is larger than {limit_mb} MB."),
    "ink_empty": QT_TRANSLATE_NOOP("messages", "Nothing is drawn yet."),
    "ink_only_a_dot": QT_TRANSLATE_NOOP("messages", "Only a dot so far."),
    "ink_only_dots": QT_TRANSLATE_NOOP("messages", "Only dots so far."),
    "ink_too_small": QT_TRANSLATE_NOOP("messages", "This is very small. Please sign a little larger."),
    "ink_too_short": QT_TRANSLATE_NOOP("messages", "Only a short line so far."),
    "ink_outside": QT_TRANSLATE_NOOP("messages", "The signature lies beside the paper. Please sign on it."),
    # A typed signature
    "typed_empty": QT_TRANSLATE_NOOP("messages", "Please type a name first."),
    "typed_too_long": QT_TRANSLATE_NOOP("messages", "The name is longer than {limit} characters."),
    "typed_no_letter": QT_TRANSLATE_NOOP(
        "messages", "The script font lacks some of these letters. Please write the name in Latin letters, or draw it."
    ),
    # Pictures
    "picture_not_readable": QT_TRANSLATE_NOOP(
        "messages", "The file is no picture that can be read. PNG, JPEG, BMP, WebP and TIFF are taken."
    ),
    "picture_too_large": QT_TRANSLATE_NOOP("messages", "The picture is too large (at most {limit_px} pixels a side)."),
    "picture_too_small": QT_TRANSLATE_NOOP("messages", "The picture is too small (at least {limit_px} pixels a side)."),
    "picture_animated": QT_TRANSLATE_NOOP("messages", "The picture is animated or has several pages. Please use one."),
    "picture_damaged": QT_TRANSLATE_NOOP("messages", "The picture is damaged or cut off."),
    "picture_blank": QT_TRANSLATE_NOOP("messages", "There is nothing on the picture."),
    # Files
    "file_unnamed": QT_TRANSLATE_NOOP("messages", "{member} names no file."),
    "file_not_found": QT_TRANSLATE_NOOP("messages", "There is no file {file}."),
    "file_not_readable": QT_TRANSLATE_NOOP("messages", "The file {file} cannot be read."),
    "file_too_large": QT_TRANSLATE_NOOP("messages", "The file {file} is too large."),
    "file_not_text": QT_TRANSLATE_NOOP("messages", "The file {file} is not text in UTF-8."),
    "file_not_writable": QT_TRANSLATE_NOOP("messages", "{file} cannot be written."),
    "file_exists": QT_TRANSLATE_NOOP("messages", "{file} is already there. Nothing was overwritten."),
    "input_not_text": QT_TRANSLATE_NOOP("messages", "What came on standard input is not text in UTF-8."),
    "input_too_large": QT_TRANSLATE_NOOP("messages", "What came on standard input is too large."),
    "faults_invalid": QT_TRANSLATE_NOOP("messages", "The file of faults cannot be used: {why}."),
    "port_taken": QT_TRANSLATE_NOOP("messages", "Port {port} cannot be listened on; another program may be using it."),
    # Settings
    "api_url_invalid": QT_TRANSLATE_NOOP("messages", "The service's URL cannot be used."),
    "api_url_invalid.characters": QT_TRANSLATE_NOOP(
        "messages", "The service's URL holds a character that no URL has. Please copy it again."
    ),
    "api_url_invalid.scheme": QT_TRANSLATE_NOOP(
        "messages", "The service's URL must begin with https:// (http:// is for this machine itself only)."
    ),
    "api_url_invalid.host": QT_TRANSLATE_NOOP("messages", "The service's URL names no server."),
    "api_url_invalid.port": QT_TRANSLATE_NOOP("messages", "The service's URL has a port that is none."),
    "api_url_invalid.credentials": QT_TRANSLATE_NOOP(
        "messages", "The service's URL must not hold a user name or password."
    ),
    "api_url_invalid.query": QT_TRANSLATE_NOOP(
        "messages", "The service's URL must end with its path: nothing after a ? or a #."
    ),
    "proxy_invalid": QT_TRANSLATE_NOOP("messages", "The proxy cannot be used."),
    "proxy_invalid.characters": QT_TRANSLATE_NOOP("messages", "The proxy's address holds a character that none has."),
    "proxy_invalid.scheme": QT_TRANSLATE_NOOP("messages", "The proxy's address must begin with http:// or https://."),
    "proxy_invalid.port": QT_TRANSLATE_NOOP("messages", "The proxy's address has a port that is none."),
    "proxy_invalid.host": QT_TRANSLATE_NOOP("messages", "The proxy's address names no server."),
    "proxy_invalid.credentials": QT_TRANSLATE_NOOP(
        "messages", "The proxy's address must not hold a password: settings can be read."
    ),
    "upload_host_invalid": QT_TRANSLATE_NOOP("messages", "{host} is no host name, nor a pattern of one."),
    "recovery_key_invalid": QT_TRANSLATE_NOOP("messages", "The recovery key is no X25519 public key in base64."),
    "pin_hash_unusable": QT_TRANSLATE_NOOP(
        "messages", "The PIN kept in the settings cannot be checked. An administrator has to set it anew."
    ),
    "pin_hash_invalid": QT_TRANSLATE_NOOP("messages", "The kiosk's PIN hash is no Argon2id hash."),
    "setting_unknown": QT_TRANSLATE_NOOP("messages", "There is no setting {key}."),
    "setting_unknown.meant": QT_TRANSLATE_NOOP("messages", "There is no setting {key}. Did you mean {meant}?"),
    "setting_type": QT_TRANSLATE_NOOP("messages", "{key} has a wrong type."),
    "setting_type.text": QT_TRANSLATE_NOOP("messages", "{key} must be text."),
    "setting_type.choice": QT_TRANSLATE_NOOP("messages", "{key} must be one of its words."),
    "setting_type.switch": QT_TRANSLATE_NOOP("messages", "{key} must be true or false."),
    "setting_type.number": QT_TRANSLATE_NOOP("messages", "{key} must be a whole number."),
    "setting_type.texts": QT_TRANSLATE_NOOP("messages", "{key} must be a list of texts."),
    "setting_choice": QT_TRANSLATE_NOOP("messages", "{key} must be one of: {choices}."),
    "setting_range": QT_TRANSLATE_NOOP("messages", "{key} must be from {least} to {most}."),
    "setting_value": QT_TRANSLATE_NOOP("messages", "{key} is too long or holds a character that cannot be used."),
    "setting_managed": QT_TRANSLATE_NOOP("messages", "{key} is managed by your organisation."),
    "setting_for_organisation": QT_TRANSLATE_NOOP(
        "messages", "{key} is set by your organisation only, through its policies or paraphe provision."
    ),
    "settings_not_readable": QT_TRANSLATE_NOOP("messages", "The settings in {file} cannot be read."),
    "settings_too_large": QT_TRANSLATE_NOOP("messages", "{file} is too large to be settings."),
    "settings_not_utf8": QT_TRANSLATE_NOOP("messages", "The settings in {file} are not text in UTF-8."),
    "settings_syntax": QT_TRANSLATE_NOOP("messages", "This is not TOML."),
    "settings_not_writable": QT_TRANSLATE_NOOP("messages", "The settings in {file} cannot be written."),
    "policy_invalid": QT_TRANSLATE_NOOP(
        "messages", "Your organisation's policy {key} ({place}) cannot be used. Please tell your IT department."
    ),
    "policy_unknown": QT_TRANSLATE_NOOP("messages", "The policy {key} ({hive}) is not known to this version."),
    "machine_settings_ignored": QT_TRANSLATE_NOOP(
        "messages", "{file} is ignored, since others than administrators could have written it."
    ),
    # Provisioning
    "provision_account_needs_url": QT_TRANSLATE_NOOP(
        "messages", "An account token belongs to a service: the provisioning file must set api_url too."
    ),
    "provision_cannot_be_erased": QT_TRANSLATE_NOOP(
        "messages", "{file} could not be erased afterwards, so nothing was applied. Say --keep to keep it."
    ),
    "provision_not_erased": QT_TRANSLATE_NOOP(
        "messages", "Everything was applied, but {file} could not be erased. It holds a secret: please remove it."
    ),
    "provision_as_service": QT_TRANSLATE_NOOP(
        "messages",
        "Provisioning sets up the account that runs it, and this is one of Windows' own, which nobody logs on to. "
        "Please run it with the credentials of the person who does.",
    ),
    "provision_empty": QT_TRANSLATE_NOOP("messages", "The provisioning file sets nothing."),
    # The credential store
    "vault_missing": QT_TRANSLATE_NOOP(
        "messages",
        "This computer has no credential store that Paraphe may use, so it cannot keep secrets and takes no sign-off.",
    ),
    "vault_locked": QT_TRANSLATE_NOOP("messages", "The credential store is locked. Please unlock it and try again."),
    "vault_silent": QT_TRANSLATE_NOOP(
        "messages", "The credential store does not answer. Please log off and on again, then try once more."
    ),
    "vault_refused": QT_TRANSLATE_NOOP(
        "messages", "The credential store {name} does not protect secrets well enough and is not used."
    ),
    "vault_failed": QT_TRANSLATE_NOOP("messages", "The credential store does not work ({kind})."),
    "vault_entry_damaged": QT_TRANSLATE_NOOP(
        "messages", "An entry of the credential store is damaged. Please set the token again."
    ),
    "vault_not_kept": QT_TRANSLATE_NOOP("messages", "The credential store did not keep what it was given."),
    # The outbox and the profile
    "outbox_newer_version": QT_TRANSLATE_NOOP(
        "messages",
        "The sign-offs on this computer were written by a newer Paraphe (version {version}, known: {known}). "
        "Nothing was changed; please install the newer one.",
    ),
    "outbox_cannot_open": QT_TRANSLATE_NOOP("messages", "The file of sign-offs cannot be opened."),
    "outbox_damaged": QT_TRANSLATE_NOOP("messages", "The file of sign-offs is damaged."),
    "outbox_damaged_set_aside": QT_TRANSLATE_NOOP(
        "messages", "The file of sign-offs was damaged. It was kept aside, and what could be read was carried over."
    ),
    "outbox_key_lost": QT_TRANSLATE_NOOP(
        "messages", "The key of the sign-offs is no longer in the credential store, so they cannot be opened."
    ),
    "outbox_key_lost_set_aside": QT_TRANSLATE_NOOP(
        "messages",
        "The key of the earlier sign-offs is no longer in the credential store. They were kept aside; new ones go "
        "into a new file. Please tell your IT department: paraphe outbox recover may open them.",
    ),
    "outbox_disk_full": QT_TRANSLATE_NOOP("messages", "The disk is full. Nothing was saved; please make room."),
    "outbox_read_only": QT_TRANSLATE_NOOP("messages", "The file of sign-offs cannot be written. Nothing was saved."),
    "outbox_io_error": QT_TRANSLATE_NOOP("messages", "The disk does not work as it should. Nothing was saved."),
    "outbox_busy": QT_TRANSLATE_NOOP("messages", "Another program is using the sign-offs. Please try again."),
    "profile_read_only": QT_TRANSLATE_NOOP("messages", "The profile's folder cannot be written."),
    "profile_cannot_be_made": QT_TRANSLATE_NOOP("messages", "The profile's folder cannot be made."),
    "profile_without_locks": QT_TRANSLATE_NOOP(
        "messages",
        "The profile's folder is in a place without file locks, such as some network shares, so nothing is sent from "
        "there. Sign-offs are kept; please use a folder of this computer.",
    ),
    "blob_damaged": QT_TRANSLATE_NOOP("messages", "This sign-off is damaged on disk and cannot be opened."),
    "outbox_rows_lost": QT_TRANSLATE_NOOP(
        "messages",
        "Some sign-offs in the damaged file could not be read. The file is kept; please ask for help.",
    ),
    "outbox_key_found_again": QT_TRANSLATE_NOOP(
        "messages", "The key of sign-offs that had been set aside is there again. They have been carried over."
    ),
    "state_lost": QT_TRANSLATE_NOOP(
        "messages",
        "How far this sign-off had come is not known any more: the file was damaged. It may have been executed.",
    ),
    "session_lost": QT_TRANSLATE_NOOP(
        "messages", "The session of this sign-off was lost when the file was damaged. Please attach one."
    ),
    "recovery_private_key_invalid": QT_TRANSLATE_NOOP(
        "messages", "This is no X25519 private key in PEM without a password."
    ),
    "recovery_nothing_to_open": QT_TRANSLATE_NOOP("messages", "Nothing is set aside that a recovery key could open."),
    "recovery_key_does_not_fit": QT_TRANSLATE_NOOP(
        "messages", "This recovery key opens none of the files that are set aside."
    ),
    "unknown_id": QT_TRANSLATE_NOOP("messages", "There is no sign-off {id}."),
    "payload_gone": QT_TRANSLATE_NOOP(
        "messages", "The sign-off {id} was delivered; only its receipt is kept, not what was signed."
    ),
    "already_sent": QT_TRANSLATE_NOOP("messages", "The sign-off {id} was already delivered."),
    "changed_meanwhile": QT_TRANSLATE_NOOP("messages", "The sign-off {id} has just changed. Please look again."),
    "not_confirmed": QT_TRANSLATE_NOOP(
        "messages", "A discarded sign-off is lost for good. Say --yes where that is what you want."
    ),
    "id_ambiguous": QT_TRANSLATE_NOOP(
        "messages", "Several sign-offs have the reference {id}. Please give the whole id."
    ),
    "not_amendable": QT_TRANSLATE_NOOP("messages", "Only a sign-off that needs attention can be amended."),
    "jpeg_empty": QT_TRANSLATE_NOOP("messages", "The signature's picture is empty."),
    "amend_member": QT_TRANSLATE_NOOP(
        "messages", "{member} cannot be amended: only email, actionComment and comment can."
    ),
    "nothing_chosen": QT_TRANSLATE_NOOP("messages", "Say which sign-offs are meant, or --all."),
    "export_readable": QT_TRANSLATE_NOOP(
        "messages",
        "The exported files are not encrypted: who can open the folder can read them. Remove them when done.",
    ),
    "session_fits_waiting": QT_TRANSLATE_NOOP(
        "messages",
        "{count} waiting sign-off(s) of this session can go under the new token: paraphe outbox attach-session {ids}",
    ),
    "another_sender": QT_TRANSLATE_NOOP("messages", "Another Paraphe on this computer is sending at the moment."),
    # Why nothing is sent for now
    "offline": QT_TRANSLATE_NOOP(
        "messages",
        "No connection. Sign-offs are safe on this computer and will be sent as soon as there is one.",
    ),
    "dns": QT_TRANSLATE_NOOP("messages", "The server's name cannot be found. The network may be down."),
    "tls_untrusted": QT_TRANSLATE_NOOP(
        "messages",
        "The connection is not trusted: the server's certificate comes from somebody this computer does not know.",
    ),
    "tls_wrong_name": QT_TRANSLATE_NOOP("messages", "The connection is not trusted: another server answers."),
    "tls_expired": QT_TRANSLATE_NOOP(
        "messages", "The server's certificate has expired, or this computer's clock is wrong."
    ),
    "tls_not_yet_valid": QT_TRANSLATE_NOOP("messages", "This computer's clock seems to be wrong: please check it."),
    "tls_failed": QT_TRANSLATE_NOOP("messages", "A secure connection to the server could not be made."),
    "proxy_unreachable": QT_TRANSLATE_NOOP("messages", "The proxy cannot be reached."),
    "proxy_password": QT_TRANSLATE_NOOP("messages", "The proxy asks for a password that Paraphe does not have."),
    "proxy_refused": QT_TRANSLATE_NOOP("messages", "The proxy refuses the connection."),
    "proxy_unsupported": QT_TRANSLATE_NOOP("messages", "The system's proxy is of a kind that is not supported."),
    "broken": QT_TRANSLATE_NOOP("messages", "The connection broke. It will be tried again."),
    "timed_out": QT_TRANSLATE_NOOP("messages", "The server did not answer in time. It will be tried again."),
    "answer_too_large": QT_TRANSLATE_NOOP("messages", "The server's answer was far too large. It will be tried again."),
    "answer_garbled": QT_TRANSLATE_NOOP("messages", "The server's answer made no sense. It will be tried again."),
    "something_between": QT_TRANSLATE_NOOP(
        "messages", "Something in between answers instead of the service: the network may ask for a login."
    ),
    "server_busy": QT_TRANSLATE_NOOP("messages", "The service is busy. It will be tried again."),
    "server_failed": QT_TRANSLATE_NOOP("messages", "The service had a problem. It will be tried again."),
    # Why the engine rests
    "account_token": QT_TRANSLATE_NOOP(
        "messages", "The account token was refused or has expired. Sign-offs are kept until there is a new one."
    ),
    "api_refuses": QT_TRANSLATE_NOOP(
        "messages", "The service refuses everything: its URL or the account may be wrong. Sign-offs are kept."
    ),
    # Why a delivery needs a person
    "rejected": QT_TRANSLATE_NOOP("messages", "The service refused this sign-off."),
    "execution_uncertain": QT_TRANSLATE_NOOP(
        "messages", "The service refused a repeat. It may have taken this sign-off the first time: please ask there."
    ),
    "session_expired": QT_TRANSLATE_NOOP("messages", "The session has expired. A new one is needed."),
    "session_rejected": QT_TRANSLATE_NOOP("messages", "The service does not accept the session. A new one is needed."),
    "no_url": QT_TRANSLATE_NOOP("messages", "The service took it but did not say where the signature goes."),
    "url_invalid": QT_TRANSLATE_NOOP("messages", "The upload address that came from the service is none."),
    "url_scheme": QT_TRANSLATE_NOOP("messages", "The upload address that came from the service is not secure."),
    "url_credentials": QT_TRANSLATE_NOOP("messages", "The upload address that came from the service holds a password."),
    "url_host": QT_TRANSLATE_NOOP("messages", "The upload address that came from the service names no server."),
    "url_host_not_allowed": QT_TRANSLATE_NOOP(
        "messages", "The upload address is not among the hosts that your organisation allows."
    ),
    "url_for_reading": QT_TRANSLATE_NOOP("messages", "The upload address that came from the service is for reading."),
    "url_signed_header": QT_TRANSLATE_NOOP("messages", "The upload address wants a header that Paraphe cannot send."),
    "stored_differently": QT_TRANSLATE_NOOP("messages", "The storage has other bytes than were sent."),
    "upload_refused": QT_TRANSLATE_NOOP("messages", "The storage refused the signature."),
    "upload_url_expired": QT_TRANSLATE_NOOP("messages", "The upload address expired again and again."),
    "api_url_changed": QT_TRANSLATE_NOOP(
        "messages", "This was signed for another service than the one that is set now. Where should it go?"
    ),
    # The doctor
    "doctor_version": QT_TRANSLATE_NOOP("messages", "Paraphe {version}, Python {python}, {system}."),
    "doctor_settings": QT_TRANSLATE_NOOP("messages", "The settings can be used ({file})."),
    "doctor_managed": QT_TRANSLATE_NOOP("messages", "Your organisation sets: {keys}."),
    "doctor_unmanaged": QT_TRANSLATE_NOOP("messages", "Your organisation sets nothing on this computer."),
    "doctor_profile": QT_TRANSLATE_NOOP("messages", "The profile is on this computer ({folder})."),
    "doctor_profile_remote": QT_TRANSLATE_NOOP(
        "messages",
        "The profile is on a network share ({kind}): sign-offs may be damaged there. Please use a local one.",
    ),
    "doctor_profile_volatile": QT_TRANSLATE_NOOP(
        "messages", "The profile ({kind}) may be thrown away at log-off or restart, and unsent sign-offs with it."
    ),
    "doctor_disk": QT_TRANSLATE_NOOP("messages", "The disk can be written; {free_mb} MB are free."),
    "doctor_disk_low": QT_TRANSLATE_NOOP("messages", "The disk is getting full: {free_mb} MB are free."),
    "doctor_disk_full": QT_TRANSLATE_NOOP("messages", "The disk is full: {free_mb} MB are free. Please make room."),
    "doctor_disk_unwritable": QT_TRANSLATE_NOOP("messages", "The profile's folder cannot be written ({kind})."),
    "doctor_vault": QT_TRANSLATE_NOOP("messages", "The credential store keeps long secrets ({store})."),
    "doctor_vault_unattended": QT_TRANSLATE_NOOP(
        "messages", "A task that runs without somebody logged on, and a log-on without a password, leave it locked."
    ),
    "doctor_account": QT_TRANSLATE_NOOP("messages", "The account token is for this service, until {until}."),
    "doctor_account_endless": QT_TRANSLATE_NOOP(
        "messages", "The account token is for this service; it does not say until when."
    ),
    "doctor_account_elsewhere": QT_TRANSLATE_NOOP(
        "messages", "The account token is for {origin}, but the service is {wanted}. Please set the token again."
    ),
    "doctor_account_expired": QT_TRANSLATE_NOOP("messages", "The account token expired on {until}."),
    "doctor_account_expires_soon": QT_TRANSLATE_NOOP("messages", "The account token expires soon, on {until}."),
    "doctor_no_session": QT_TRANSLATE_NOOP("messages", "No session is kept at the moment."),
    "doctor_session": QT_TRANSLATE_NOOP("messages", "A session is kept."),
    "doctor_session_expired": QT_TRANSLATE_NOOP("messages", "The session that is kept expired on {until}."),
    "doctor_no_outbox": QT_TRANSLATE_NOOP("messages", "Nothing was signed on this computer yet."),
    "doctor_outbox": QT_TRANSLATE_NOOP("messages", "{waiting} waiting, {attention} need attention, {sent} receipts."),
    "doctor_outbox_attention": QT_TRANSLATE_NOOP(
        "messages", "{attention} sign-off(s) need a decision: see the outbox, or paraphe outbox list."
    ),
    "doctor_outbox_old": QT_TRANSLATE_NOOP("messages", "A sign-off has been waiting for {days} days."),
    "doctor_set_aside_damaged": QT_TRANSLATE_NOOP(
        "messages", "{count} damaged file(s) of sign-offs were kept aside; what could be read was carried over."
    ),
    "doctor_set_aside_key_lost": QT_TRANSLATE_NOOP(
        "messages", "{count} file(s) of sign-offs lost their key. With the recovery key: paraphe outbox recover."
    ),
    "doctor_nowhere_to_go": QT_TRANSLATE_NOOP("messages", "Not checked, since the service's URL is not set."),
    "doctor_no_proxy": QT_TRANSLATE_NOOP("messages", "The service is reached without a proxy."),
    "doctor_proxy": QT_TRANSLATE_NOOP("messages", "The service is reached through {proxy}."),
    "doctor_proxy_unreachable": QT_TRANSLATE_NOOP("messages", "The proxy {proxy} cannot be reached."),
    "doctor_dns": QT_TRANSLATE_NOOP("messages", "{host} is at {addresses}."),
    "doctor_dns_failed": QT_TRANSLATE_NOOP("messages", "{host} is not found. The network may be down."),
    "doctor_tls": QT_TRANSLATE_NOOP("messages", "The connection is secure; its certificate is by {issuer}."),
    "doctor_tls_inspected": QT_TRANSLATE_NOOP(
        "messages", "The connection is trusted by this computer, but inspected on its way by {issuer}."
    ),
    "doctor_tls_refused": QT_TRANSLATE_NOOP(
        "messages",
        "The certificate shown is for {subject}, by {issuer}. If that is your office's proxy, its root "
        "certificate is missing on this computer.",
    ),
    "doctor_api": QT_TRANSLATE_NOOP("messages", "The service at {host} answers."),
    "doctor_api_failing": QT_TRANSLATE_NOOP("messages", "The service at {host} answers with a failure ({status})."),
    "doctor_clock": QT_TRANSLATE_NOOP("messages", "The clock agrees with the service's ({off_s} s apart)."),
    "doctor_clock_off": QT_TRANSLATE_NOOP("messages", "The clock is {minutes} minutes off. Please set it."),
    "doctor_storage": QT_TRANSLATE_NOOP("messages", "The storage at {host} answers."),
    "doctor_storage_unknown": QT_TRANSLATE_NOOP(
        "messages", "Where signatures go is known only once the service says so; nothing to check before."
    ),
    "doctor_check_failed": QT_TRANSLATE_NOOP("messages", "This could not be checked ({kind})."),
    "link_invalid": QT_TRANSLATE_NOOP("messages", "This link carries no session."),
    "links_off": QT_TRANSLATE_NOOP("messages", "Session links are switched off on this computer."),
    # The program
    "usage": QT_TRANSLATE_NOOP("messages", "{detail}"),
    "no_screen": QT_TRANSLATE_NOOP("messages", "There is no screen to show the window on."),
    "our_bug": QT_TRANSLATE_NOOP(
        "messages",
        "Paraphe made a mistake. Your sign-offs are safe. A report is in {file}; paraphe diagnostics packs it.",
    ),
}


def template(code: str, facts: Mapping[str, object] | None = None) -> str:
    """The English sentence with its blanks, as it is marked for translation."""
    known = facts or {}
    for name in _REFINING:
        if f"{code}.{known.get(name)}" in SENTENCES:
            return SENTENCES[f"{code}.{known[name]}"]
    if code == "setting_type" and f"{code}.{known.get('expected')}" in SENTENCES:
        return SENTENCES[f"{code}.{known['expected']}"]
    if code == "setting_unknown" and known.get("meant"):
        return SENTENCES["setting_unknown.meant"]
    return SENTENCES.get(code, code)


def filled(text: str, facts: Mapping[str, object]) -> str:
    """A template with its blanks filled; a fact that is not there leaves a dash."""
    return text.format_map(defaultdict(lambda: "-", facts))


def sentence(code: str, **facts: object) -> str:
    """The English sentence of a code; with `file` and `line`, the place first. An unknown code stands for itself."""
    said = filled(template(code, facts), facts)
    if "file" in facts and "line" in facts:
        return f"{facts['file']}, line {facts['line']}: {said}"
    return said


def sentence_of(error: ParapheError) -> str:
    """The English sentence of an error, for a form one line a field."""
    if isinstance(error, InvalidForm):
        return "\n".join(f"{error.shown.get(name, name)}: {sentence(code)}" for name, code in error.problems.items())
    return sentence(error.code, **error.facts)
