"""The service and its storage over HTTP: one PATCH, one PUT, and every way a network can fail them.

Two clients: the API's, given tokens with each request, and the upload's, which never sees one. Answers become the
facts of `domain.outcomes`; what they mean is decided in `sync`, where proxies of the system come from is handed in.
"""
