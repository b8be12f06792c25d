//! Object storage on this machine: a server that speaks S3 and checks every signature (`moto`, of Python).

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::deploying::said;
use crate::harness::repository;

/// A server with one user and one bucket, which ends with the test.
pub struct Storage {
    server: Child,
    /// Where it listens: `127.0.0.1:port`.
    pub address: String,
    /// Who may write.
    pub id: String,
    /// By what that is known.
    pub key: String,
}

impl Drop for Storage {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// What names nobody, from a time before the server asks who somebody is.
const NOBODY: &str =
    "AWS4-HMAC-SHA256 Credential=x/20200101/us-east-1/SERVICE/aws4_request, SignedHeaders=host, Signature=x";

impl Storage {
    /// Begins a server; `None` where it is not installed, which `tests/run` does.
    pub fn begin() -> Option<Self> {
        let python = repository().join("tests/.venv/bin/python");
        let has_moto = Command::new(&python).args(["-c", "import moto.server"]).output();
        if !has_moto.is_ok_and(|output| output.status.success()) {
            assert!(std::env::var_os("CI").is_none(), "moto is needed: tests/run installs it");
            eprintln!("not tested: moto is not installed in tests/.venv");
            return None;
        }
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a port").port();
        let serve = "import sys; from moto.server import main; main(['-H', '127.0.0.1', '-p', sys.argv[1]])";
        let mut server = Command::new(&python);
        server.args(["-c", serve, &port.to_string()]).stdout(Stdio::null()).stderr(Stdio::null());
        let server = server.spawn().expect("a server");
        let mut storage = Self { server, address: format!("127.0.0.1:{port}"), id: String::new(), key: String::new() };
        for _ in 0..600 {
            if TcpStream::connect(&storage.address).is_ok() {
                break;
            }
            sleep(Duration::from_millis(50));
        }
        storage.act("Action=CreateUser&Version=2010-05-08&UserName=u");
        let made = storage.act("Action=CreateAccessKey&Version=2010-05-08&UserName=u");
        let part = |name: &str| {
            let rest = made.split(&format!("<{name}>")).nth(1).expect("a part");
            rest.split('<').next().expect("an end").to_owned()
        };
        (storage.id, storage.key) = (part("AccessKeyId"), part("SecretAccessKey"));
        storage.act(
            "Action=PutUserPolicy&Version=2010-05-08&UserName=u&PolicyName=p&PolicyDocument=%7B%22Version%22%3A%222012-10-17%22%2C\
             %22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22s3%3A%2A%22%2C%22Resource%22%3A%22%2A%22%7D%5D%7D",
        );
        storage.python("s3.create_bucket(Bucket='county')", "");
        storage.send("POST /moto-api/reset-auth", "s3", "0", "text/plain");
        Some(storage)
    }

    fn act(&self, form: &str) -> String {
        self.send("POST /", "iam", form, "application/x-www-form-urlencoded")
    }

    fn send(&self, what: &str, service: &str, body: &str, kind: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        let (host, length) = (&self.address, body.len());
        let nobody = NOBODY.replace("SERVICE", service);
        let head = format!("{what} HTTP/1.1\r\nHost: {host}\r\nAuthorization: {nobody}\r\nContent-Type: {kind}\r\n");
        let rest = format!("Content-Length: {length}\r\nConnection: close\r\n\r\n{body}");
        stream.write_all((head + &rest).as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        assert!(answer.starts_with("HTTP/1.1 2"), "{what}: {answer}");
        answer
    }

    /// Does something with the bucket by another library; what that printed.
    pub fn python(&self, what: &str, prefix: &str) -> String {
        let client = "
import sys, base64, boto3
_, address, id, key, prefix = sys.argv
s3 = boto3.client('s3', endpoint_url='http://' + address, aws_access_key_id=id, aws_secret_access_key=key, region_name='us-east-1')
";
        let mut python = Command::new(repository().join("tests/.venv/bin/python"));
        let arguments = [&format!("{client}{what}"), &self.address, &self.id, &self.key, prefix];
        let output = python.arg("-c").args(arguments).output().expect("python");
        assert!(output.status.success(), "{}", said(&output));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// Who may write, as environment variables.
    pub fn keys(&self) -> [(&str, &str); 2] {
        [("AWS_ACCESS_KEY_ID", &self.id), ("AWS_SECRET_ACCESS_KEY", &self.key)]
    }

    /// What is in a folder of the bucket, read by another program: each object with its bytes and its headers.
    pub fn objects(&self, prefix: &str) -> BTreeMap<String, (Vec<u8>, String)> {
        let read = "
for page in s3.get_paginator('list_objects_v2').paginate(Bucket='county', Prefix=prefix + '/'):
    for found in page.get('Contents', []):
        it = s3.get_object(Bucket='county', Key=found['Key'])
        body = base64.b16encode(it['Body'].read()).decode()
        print(found['Key'][len(prefix) + 1:], body, it['ContentType'] + ' | ' + it['CacheControl'], sep='\\t')
";
        let lines = self.python(read, prefix);
        let object = |line: &str| {
            let mut parts = line.split('\t');
            let mut next = || parts.next().expect("a part").to_owned();
            let (path, hex, headers) = (next(), next(), next());
            let byte = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("a byte");
            (path, ((0..hex.len()).step_by(2).map(byte).collect(), headers))
        };
        lines.lines().map(object).collect()
    }

    /// Lets everyone read, as a bucket that is a website does; then nobody is asked who they are.
    pub fn open_to_all(&self) {
        self.python(
            "import json\ns3.put_bucket_policy(Bucket='county', Policy=json.dumps({'Version': '2012-10-17', 'Statement': [{'Effect': 'Allow', \
             'Principal': '*', 'Action': 's3:GetObject', 'Resource': 'arn:aws:s3:::county/*'}]}))",
            "",
        );
        self.send("POST /moto-api/reset-auth", "s3", "1000000000", "text/plain");
    }
}
