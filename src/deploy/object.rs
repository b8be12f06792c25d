//! Object storage as a target: S3 and what speaks its language, and the services of Aliyun, Tencent and Huawei.

use std::env;
use std::future::Future;
use std::time::Duration;

use futures::StreamExt as _;
use opendal::layers::RetryLayer;
use opendal::options::WriteOptions;
use opendal::{Error, ErrorKind, HttpTransporter, OperationContext, Operator, services};
use tokio::runtime::Runtime;

use crate::deploy::headers::cache_control;
use crate::deploy::site::{File, PART, Site, is_safe_path};
use crate::deploy::transport::Transport;
use crate::deploy::{LOCK, Store, Watch};
use crate::diagnostic::{Problem, Reason};
use crate::fingerprint::Fingerprint;
use crate::media::content_type;
use crate::model::deploy::{BucketTarget, TargetKind};

/// Under which name an object's SHA-256 is kept beside it.
const SUM: &str = "sha256";

/// How often something that failed for the moment is tried again.
const RETRIES: usize = 7;

/// The environment variables that hold a service's keys: what names the key, the key, and what belongs to a key that is
/// lent for some time, which may be absent.
fn variables(kind: TargetKind) -> [&'static str; 3] {
    match kind {
        TargetKind::Oss => {
            ["ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_SECURITY_TOKEN"]
        }
        TargetKind::Cos => ["TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_SECURITY_TOKEN"],
        // Keys of this service that are lent are not understood by the library, and so not read.
        TargetKind::Obs => ["HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", ""],
        _ => ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"],
    }
}

/// A bucket, or a folder in one.
pub struct Bucket {
    operator: Operator,
    runtime: Runtime,
    name: String,
    kind: TargetKind,
    /// What is never shown.
    secrets: Vec<String>,
}

impl Bucket {
    /// The bucket, with keys from the environment.
    pub fn new(target: &BucketTarget) -> Result<Self, Problem> {
        let prefix = target.prefix.as_deref().unwrap_or_default().trim_matches('/');
        if !prefix.is_empty() && !is_safe_path(prefix) {
            return Err(Problem::UnsafePath { path: prefix.to_owned() });
        }
        let names = variables(target.kind);
        let [id, key, token] = names.map(|name| env::var(name).ok().filter(|value| !value.trim().is_empty()));
        let (Some(id), Some(key)) = (&id, &key) else {
            let missing = names.iter().zip([&id, &key]).filter(|(_, value)| value.is_none());
            return Err(Problem::NoKeys { missing: missing.map(|(name, _)| (*name).to_owned()).collect() });
        };
        let keys = Keys { id, key, token: token.as_deref() };
        let secrets = vec![key.clone(), token.clone().unwrap_or_default(), id.clone()];
        let operator = operator(target, prefix, &keys);
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_time().build();
        let failed =
            |reason: String| Problem::TargetFailed { what: target.bucket.clone(), reason: Reason::Text(reason) };
        let operator = operator.map_err(|error| failed(hidden(&error.to_string(), &secrets)))?;
        let runtime = runtime.map_err(|error| failed(error.to_string()))?;
        let operator = operator
            .with_context(OperationContext::new().with_http_transport(HttpTransporter::new(Transport::new())))
            .layer(
                RetryLayer::new()
                    .with_max_times(RETRIES)
                    .with_jitter()
                    .with_min_delay(Duration::from_millis(100))
                    .with_max_delay(Duration::from_secs(10)),
            );
        Ok(Self { operator, runtime, name: target.bucket.clone(), kind: target.kind, secrets })
    }

    /// Does something, and waits for it.
    fn wait<T>(&self, work: impl Future<Output = opendal::Result<T>>) -> opendal::Result<T> {
        self.runtime.block_on(work)
    }

    /// What went wrong, without what nobody should see.
    fn problem(&self, path: &str, error: &Error) -> Problem {
        match error.kind() {
            ErrorKind::PermissionDenied => {
                let keys = variables(self.kind).iter().take(2).map(|name| (*name).to_owned()).collect();
                Problem::TargetDenied { keys }
            }
            _ if error.kind() == ErrorKind::NotFound || error.message().contains("NoSuchBucket") => {
                Problem::NoBucket { bucket: self.name.clone() }
            }
            _ => {
                let reason = Reason::Text(hidden(&said(error), &self.secrets));
                Problem::TargetFailed { what: path.to_owned(), reason }
            }
        }
    }

    /// What is said of an object that begins like this.
    fn options(path: &str, beginning: &[u8], sum: Fingerprint) -> WriteOptions {
        WriteOptions {
            content_type: Some(content_type(path, beginning)),
            cache_control: Some(cache_control(path).to_owned()),
            user_metadata: Some([(SUM.to_owned(), sum.hex())].into()),
            ..WriteOptions::default()
        }
    }

    /// Sends one of our own files.
    fn send(&self, path: &str, bytes: &[u8], if_not_exists: bool) -> opendal::Result<()> {
        let options = Self::options(path, bytes, Fingerprint::of_bytes(bytes));
        let options = WriteOptions { if_not_exists, ..options };
        self.wait(self.operator.write_options(path, bytes.to_vec(), options)).map(drop)
    }

    /// Sends a file of the site, a large one in several parts; it is there when all of them are, and are what they were.
    fn send_file(&self, site: &Site, path: &str) -> Result<(), Problem> {
        let failed = |error: Error| self.problem(path, &error);
        let mut parts = site.parts(path)?;
        let mut part = parts.next().transpose()?.unwrap_or_default();
        let options = WriteOptions { chunk: Some(PART), ..Self::options(path, &part, parts.expected) };
        let mut writer = self.wait(self.operator.writer_options(path, options)).map_err(failed)?;
        let sent = loop {
            if let Err(error) = self.wait(writer.write(part)) {
                break Err(failed(error));
            }
            match parts.next().transpose() {
                Ok(Some(next)) => part = next,
                Ok(None) => break self.wait(writer.close()).map(drop).map_err(failed),
                Err(changed) => break Err(changed),
            }
        };
        if sent.is_err() {
            // What cannot be taken back is no object either, and is for the service to clear away.
            let _ = self.wait(writer.abort());
        }
        sent
    }
}

/// What opens a bucket.
struct Keys<'k> {
    id: &'k str,
    key: &'k str,
    token: Option<&'k str>,
}

fn operator(target: &BucketTarget, prefix: &str, keys: &Keys<'_>) -> opendal::Result<Operator> {
    let endpoint = target.endpoint.as_ref().map(|endpoint| endpoint.0.trim_end_matches('/').to_owned());
    let region = target.region.clone().unwrap_or_default();
    let at = |host: &str| endpoint.clone().unwrap_or_else(|| format!("https://{host}"));
    match target.kind {
        TargetKind::Oss => {
            let region = region.trim_start_matches("oss-");
            let mut service = services::Oss::default().root(prefix).bucket(&target.bucket);
            service = service.endpoint(&at(&format!("oss-{region}.aliyuncs.com")));
            service = service.access_key_id(keys.id).access_key_secret(keys.key);
            Operator::new(if let Some(token) = keys.token { service.security_token(token) } else { service })
        }
        TargetKind::Cos => {
            let mut service = services::Cos::default().root(prefix).bucket(&target.bucket).disable_config_load();
            service = service.endpoint(&at(&format!("cos.{region}.myqcloud.com")));
            service = service.secret_id(keys.id).secret_key(keys.key);
            Operator::new(if let Some(token) = keys.token { service.security_token(token) } else { service })
        }
        TargetKind::Obs => {
            let service = services::Obs::default().root(prefix).bucket(&target.bucket);
            let service = service.endpoint(&at(&format!("obs.{region}.myhuaweicloud.com")));
            Operator::new(service.access_key_id(keys.id).secret_access_key(keys.key))
        }
        _ => {
            let mut service = services::S3::default().root(prefix).bucket(&target.bucket).disable_config_load();
            service = service.region(if region.is_empty() { "us-east-1" } else { &region });
            service = service.access_key_id(keys.id).secret_access_key(keys.key);
            if let Some(endpoint) = &endpoint {
                service = service.endpoint(endpoint);
            }
            if let Some(token) = keys.token {
                service = service.session_token(token);
            }
            Operator::new(if target.virtual_host { service.enable_virtual_host_style() } else { service })
        }
    }
}

/// What a service said: its own message, which stands before what was asked of it.
fn said(error: &Error) -> String {
    format!("{}: {}", error.kind(), error.message())
}

/// The text without any secret. A key of a few letters is none, and would be found in any word.
fn hidden(text: &str, secrets: &[String]) -> String {
    let secrets = secrets.iter().filter(|secret| secret.len() >= 6);
    secrets.fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), "…"))
}

impl Store for Bucket {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Problem> {
        match self.wait(self.operator.read(path)) {
            Ok(bytes) => Ok(Some(bytes.to_vec())),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.problem(path, &error)),
        }
    }

    fn is_empty(&self) -> Result<bool, Problem> {
        let first = self.wait(async {
            let mut entries = self.operator.lister_with("").recursive(true).await?;
            loop {
                match entries.next().await {
                    // The folder itself may be an object.
                    Some(Ok(entry)) if matches!(entry.path(), "" | "/" | LOCK) => {}
                    found => return found.transpose(),
                }
            }
        });
        first.map(|first| first.is_none()).map_err(|error| self.problem("/", &error))
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<bool, Problem> {
        let can = self.operator.info().capability().write_with_if_not_exists;
        match self.send(path, bytes, can) {
            Ok(()) => Ok(true),
            Err(error) if matches!(error.kind(), ErrorKind::ConditionNotMatch | ErrorKind::AlreadyExists) => Ok(false),
            // The service does not know the condition. Who wrote last is seen when the file is read again.
            Err(error) if can && !matches!(error.kind(), ErrorKind::PermissionDenied | ErrorKind::NotFound) => {
                self.write(path, bytes).map(|()| true)
            }
            Err(error) => Err(self.problem(path, &error)),
        }
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Problem> {
        self.send(path, bytes, false).map_err(|error| self.problem(path, &error))
    }

    fn holds(&self, path: &str, file: &File) -> Result<bool, Problem> {
        match self.wait(self.operator.stat(path)) {
            Ok(found) => {
                let sum = found.user_metadata().and_then(|kept| kept.get(SUM));
                Ok(sum == Some(file.fingerprint.hex().as_str()) && found.content_length() == file.size)
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(self.problem(path, &error)),
        }
    }

    fn put(&self, site: &Site, paths: &[&str], watch: &Watch<'_>) -> Result<(), Problem> {
        watch.each(paths, |path| self.send_file(site, path))
    }

    fn remove(&self, paths: &[&str], watch: &Watch<'_>) -> Result<(), Problem> {
        watch.each(paths, |path| {
            let removed = self.wait(self.operator.delete(path));
            removed.map_err(|error| self.problem(path, &error))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_shown() {
        let secrets = ["s3cr3t".to_owned(), String::new(), "AKIDAKID".to_owned()];
        assert_eq!(hidden("key AKIDAKID with s3cr3t: refused", &secrets), "key … with …: refused");
    }
}
