"""What clients ask of AWS: servers that hand every call on and keep which it was.

Each client is led to a server of its own, so that whose call it was is known by where it arrived.
"""

import http.client
import json
import threading
import urllib.parse
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple

SECONDS = 60


@dataclass(frozen=True, eq=False)
class Request:
    """One HTTP request as it arrived."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> dict[str, Any]:
        return json.loads(self.body)

    def form(self) -> dict[str, str]:
        return dict(urllib.parse.parse_qsl(self.body.decode()))


class Asked(NamedTuple):
    """What a client has asked of a service, in IAM's words.

    action: such as s3:GetObject
    resource: of S3 bucket/key, a bucket alone, an ARN or a queue's URL; empty where the action has none
    context: what IAM's conditions can look at
    request: in which it was asked
    """

    client: str
    action: str
    resource: str
    context: Mapping[str, Any]
    request: Request


class Recorder:
    """Keeps what was asked, in its order. Safe for use by many threads."""

    def __init__(self) -> None:
        self._asked: list[Asked] = []
        self._lock = threading.Lock()

    def asked(self) -> list[Asked]:
        with self._lock:
            return list(self._asked)

    @contextmanager
    def before(self, servers: Mapping[str, str], client: str) -> Iterator[dict[str, str]]:
        """Stands before servers for one client; gives what leads it here.

        servers: the endpoints, by service: S3, BATCH, SQS, SNS, CLOUDFORMATION
        """
        with ExitStack() as stack:
            yield {
                f"AWS_ENDPOINT_URL_{service}": stack.enter_context(self._server(client, service, endpoint))
                for service, endpoint in servers.items()
            }

    @contextmanager
    def _server(self, client: str, service: str, endpoint: str) -> Iterator[str]:
        def keep(request: Request) -> None:
            found = [Asked(client, *asked, request) for asked in READERS[service](request)]
            with self._lock:
                self._asked += found

        with ThreadingHTTPServer(("127.0.0.1", 0), _handler(urllib.parse.urlsplit(endpoint).netloc, keep)) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            try:
                yield "http://127.0.0.1:{}".format(server.server_address[1])
            finally:
                server.shutdown()


PUT_OF_BUCKET = {"publicAccessBlock": "s3:PutBucketPublicAccessBlock", "versioning": "s3:PutBucketVersioning"}
"""By what the query names; a PUT that names nothing makes the bucket."""


def _of_s3(request: Request) -> Iterator[tuple[str, str, dict[str, Any]]]:
    address = urllib.parse.urlsplit(request.target)
    bucket, _, key = urllib.parse.unquote(address.path).lstrip("/").partition("/")
    query = dict(urllib.parse.parse_qsl(address.query, keep_blank_values=True))
    if not key and request.method == "PUT":
        asked = next((action for part, action in PUT_OF_BUCKET.items() if part in query), "s3:CreateBucket")
        yield asked, bucket, {}
    elif not key:
        yield "s3:ListBucket", bucket, {"s3:prefix": query.get("prefix", "")}
    elif request.method == "DELETE" and "uploadId" in query:
        yield "s3:AbortMultipartUpload", f"{bucket}/{key}", {}
    else:
        verbs = {"GET": "Get", "HEAD": "Get", "PUT": "Put", "POST": "Put", "DELETE": "Delete"}
        yield f"s3:{verbs[request.method]}Object", f"{bucket}/{key}", {}


def _of_batch(request: Request) -> Iterator[tuple[str, str, dict[str, Any]]]:
    body = request.json()
    match request.target.removeprefix("/v1/"):
        case "submitjob":
            yield "batch:SubmitJob", body["jobQueue"], {}
            yield "batch:SubmitJob", f"job-definition/{body['jobDefinition']}", {}
            yield "batch:TagResource", "job/new", {"aws:TagKeys": list(body.get("tags", {}))}
        case "listjobs":
            yield "batch:ListJobs", "", {}
        case "describejobs":
            yield "batch:DescribeJobs", "", {}
        case "terminatejob":
            yield "batch:TerminateJob", f"job/{body['jobId']}", {}
        case other:
            yield f"batch:{other}", "", {}


def _of_sqs(request: Request) -> Iterator[tuple[str, str, dict[str, Any]]]:
    operation = request.headers["X-Amz-Target"].partition(".")[2]
    yield f"sqs:{operation}", request.json()["QueueUrl"], {}


def _of_sns(request: Request) -> Iterator[tuple[str, str, dict[str, Any]]]:
    form = request.form()
    yield f"sns:{form['Action']}", form["TopicArn"], {}


def _of_cloudformation(request: Request) -> Iterator[tuple[str, str, dict[str, Any]]]:
    form = request.form()
    yield f"cloudformation:{form['Action']}", f"stack/{form['StackName']}", {}


READERS: Mapping[str, Callable[[Request], Iterator[tuple[str, str, dict[str, Any]]]]] = {
    "S3": _of_s3,
    "BATCH": _of_batch,
    "SQS": _of_sqs,
    "SNS": _of_sns,
    "CLOUDFORMATION": _of_cloudformation,
}


def _handler(server: str, keep: Callable[[Request], None]) -> type[BaseHTTPRequestHandler]:
    """Hands requests on as they are, with the address they were signed for."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def hand_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            keep(Request(self.command, self.path, dict(self.headers), body))
            connection = http.client.HTTPConnection(server, timeout=SECONDS)
            try:
                headers = {name: value for name, value in self.headers.items() if name.lower() != "expect"}
                connection.request(self.command, self.path, body or None, headers)
                self._answer(connection.getresponse())
            finally:
                connection.close()

        do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = hand_on

        def _answer(self, answer: http.client.HTTPResponse) -> None:
            body = answer.read()
            self.send_response_only(answer.status, answer.reason)
            for name, value in answer.getheaders():
                if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                    self.send_header(name, value)
            bodiless = self.command == "HEAD" or answer.status in (204, 304)
            length = answer.headers.get("Content-Length", "0") if bodiless else str(len(body))
            self.send_header("Content-Length", length)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Says nothing: what was asked is kept."""

    return Handler
