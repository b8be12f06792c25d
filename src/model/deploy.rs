//! Where a site is published: the targets of `mingbai deploy` that `site.toml` names.

use std::collections::BTreeMap;
use std::time::Duration;

use serde_json::{Value as Json, json};

use crate::diagnostic::Problem;
use crate::model::address::WebAddress;
use crate::model::field::{Decode, Decoder, Definitions, Record as _, Step, entry, field, keyword, record};
use crate::tree::Node;

/// Parts of keys that speak of a secret, which no file of a site may hold.
const SECRETS: [&str; 11] = [
    "secret",
    "password",
    "passwd",
    "token",
    "access_key",
    "accesskey",
    "private_key",
    "credential",
    "密码",
    "密钥",
    "口令",
];

keyword! {
    /// What a site is published to.
    pub enum TargetKind = "去处的类型" {
        /// A directory of this machine, or one that is mounted here.
        Directory = "directory" | "文件夹";
        /// Amazon S3, and whatever speaks its language.
        S3 = "s3" | "S3";
        /// 阿里云对象存储.
        Oss = "oss" | "阿里云" | "OSS";
        /// 腾讯云对象存储.
        Cos = "cos" | "腾讯云" | "COS";
        /// 华为云对象存储.
        Obs = "obs" | "华为云" | "OBS";
        /// A branch of a git repository, as Pages hosting serves it.
        Git = "git" | "Git";
        /// A server that `rsync` reaches.
        Rsync = "rsync" | "服务器";
    }
}

/// For how long a file stays after no page names it any more, written as `24h`, `7d`, `30m`, `0`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grace(pub Duration);

impl Default for Grace {
    /// A day: longer than a reader has a page open, and than most hosts keep one.
    fn default() -> Self {
        Self(Duration::from_hours(24))
    }
}

impl Grace {
    /// Reads a length of time.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.trim_end_matches(|letter: char| !letter.is_ascii_digit());
        let seconds = match text[digits.len()..].trim() {
            "" if digits == "0" => 1,
            "s" | "秒" => 1,
            "m" | "分" | "分钟" => 60,
            "h" | "小时" => 60 * 60,
            "d" | "天" => 24 * 60 * 60,
            _ => return None,
        };
        digits.parse::<u32>().ok().map(|count| Self(Duration::from_secs(u64::from(count) * seconds)))
    }
}

impl Decode for Grace {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        let text = decoder.text(node, "a-text")?;
        let grace = Self::parse(text);
        if grace.is_none() {
            decoder.report(Problem::NotADuration { text: text.to_owned() }, node.span);
        }
        grace
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": ["string", "integer"], "pattern": "^(0|[0-9]+ *(s|m|h|d|秒|分|分钟|小时|天))$", "maximum": 0 })
    }
}

/// A number of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileCount(pub usize);

impl Decode for FileCount {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        let text = decoder.text(node, "a-number")?;
        let count = text.parse().ok();
        if count.is_none() {
            decoder.report(Problem::NotACount { text: text.to_owned() }, node.span);
        }
        count.map(Self)
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": "integer", "minimum": 0 })
    }
}

record! {
    /// A directory.
    pub struct DirectoryTarget = "文件夹", "把网站放到本机或已挂载的文件夹。" {
        /// The word for it.
        kind: TargetKind = "类型", "directory（文件夹）。";
        /// Where it is, from the site's folder.
        path: String = "路径", "文件夹的路径；相对路径从网站文件夹算起。";
        /// For how long what is left over stays.
        grace: Option<Grace> = "宽限", "不再需要的文件保留多久才删除，如 24h（默认）、7d、0。";
        /// How many files may go in one deploy.
        max_deletions: Option<FileCount> = "删除上限", "一次最多可以去掉多少个文件；超过就不发布。默认为 100 个或十分之一，取多的。";
    }
}

record! {
    /// A bucket of object storage.
    pub struct BucketTarget = "对象存储", "对象存储中的一个存储桶；密钥只写在环境变量里。" {
        /// Whose it is.
        kind: TargetKind = "类型", "s3、oss（阿里云）、cos（腾讯云）或 obs（华为云）。";
        /// The bucket.
        bucket: String = "存储桶", "存储桶的名称；腾讯云的名称带 APPID，如 ys-1250000000。";
        /// The region.
        region: Option<String> = "地域", "地域，如 cn-hangzhou、ap-guangzhou、cn-north-4；写了 endpoint 可以不写。";
        /// The address of the service.
        endpoint: Option<WebAddress> = "服务地址", "服务的地址，如 https://oss-cn-hangzhou.aliyuncs.com；写了 region 可以不写。";
        /// The folder in the bucket.
        prefix: Option<String> = "前缀", "放在存储桶的哪个文件夹里，如 ys；默认为最上层。";
        /// Whether the bucket's name is part of the host's.
        virtual_host: bool = "桶名在域名中", "只用于 s3：存储桶的名称是否写在域名里；用 AWS 和多数云时写 是。";
        /// For how long what is left over stays.
        grace: Option<Grace> = "宽限", "不再需要的文件保留多久才删除，如 24h（默认）、7d、0。";
        /// How many files may go in one deploy.
        max_deletions: Option<FileCount> = "删除上限", "一次最多可以去掉多少个文件；超过就不发布。默认为 100 个或十分之一，取多的。";
    }
}

record! {
    /// A branch of a git repository.
    pub struct GitTarget = "Git 分支", "Git 仓库的一个分支，供 Pages 托管。" {
        /// The word for it.
        kind: TargetKind = "类型", "git。";
        /// The repository.
        remote: String = "仓库", "仓库的地址、路径，或者网站所在仓库的远程名称，如 origin。";
        /// The branch.
        branch: Option<String> = "分支", "分支的名称，默认 gh-pages。";
        /// How many files may go in one deploy.
        max_deletions: Option<FileCount> = "删除上限", "一次最多可以去掉多少个文件；超过就不发布。默认为 100 个或十分之一，取多的。";
    }
}

record! {
    /// A server that `rsync` reaches.
    pub struct RsyncTarget = "服务器", "用 rsync 能到的服务器，通常经 ssh。" {
        /// The word for it.
        kind: TargetKind = "类型", "rsync（服务器）。";
        /// The folder, as rsync writes it.
        remote: String = "位置", "rsync 的写法，如 deploy@example.gov.cn:/srv/www/ys。";
        /// For how long what is left over stays.
        grace: Option<Grace> = "宽限", "不再需要的文件保留多久才删除，如 24h（默认）、7d、0。";
        /// How many files may go in one deploy.
        max_deletions: Option<FileCount> = "删除上限", "一次最多可以去掉多少个文件；超过就不发布。默认为 100 个或十分之一，取多的。";
    }
}

/// Where a site is published.
#[derive(Debug, Clone, PartialEq)]
pub enum Target {
    /// A directory.
    Directory(DirectoryTarget),
    /// A bucket of object storage.
    Bucket(BucketTarget),
    /// A branch of a git repository.
    Git(GitTarget),
    /// A server.
    Rsync(RsyncTarget),
}

impl Target {
    /// For how long what is left over stays. A branch is published whole, so nothing of it stays.
    pub fn grace(&self) -> Grace {
        let given = match self {
            Self::Directory(target) => target.grace,
            Self::Bucket(target) => target.grace,
            Self::Rsync(target) => target.grace,
            Self::Git(_) => Some(Grace(Duration::ZERO)),
        };
        given.unwrap_or_default()
    }

    /// How many files may go in one deploy, if that is said.
    pub fn max_deletions(&self) -> Option<usize> {
        let given = match self {
            Self::Directory(target) => target.max_deletions,
            Self::Bucket(target) => target.max_deletions,
            Self::Rsync(target) => target.max_deletions,
            Self::Git(target) => target.max_deletions,
        };
        given.map(|count| count.0)
    }
}

impl Decode for Target {
    const IS_COMPOUND: bool = true;

    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        decoder.map(node)?;
        if has_secret(node, decoder) {
            return None;
        }
        let Some(kind) = entry(DirectoryTarget::FIELDS, node, "kind") else {
            decoder.missing(field(DirectoryTarget::FIELDS, "kind")?, node);
            return None;
        };
        let kind = decoder.within(Step::Key(&kind.key), |decoder| TargetKind::decode(&kind.node, decoder))?;
        match kind {
            TargetKind::Directory => DirectoryTarget::decode(node, decoder).map(Self::Directory),
            TargetKind::Git => GitTarget::decode(node, decoder).map(Self::Git),
            TargetKind::Rsync => RsyncTarget::decode(node, decoder).map(Self::Rsync),
            TargetKind::S3 | TargetKind::Oss | TargetKind::Cos | TargetKind::Obs => {
                let target = BucketTarget::decode(node, decoder)?;
                if target.region.is_none() && target.endpoint.is_none() {
                    decoder.missing(field(BucketTarget::FIELDS, "region")?, node);
                    return None;
                }
                Some(Self::Bucket(target))
            }
        }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let kinds = [
            DirectoryTarget::schema(definitions),
            BucketTarget::schema(definitions),
            GitTarget::schema(definitions),
            RsyncTarget::schema(definitions),
        ];
        json!({ "anyOf": kinds })
    }
}

/// Whether a target holds a secret, which is told without showing its line.
fn has_secret<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> bool {
    let mut found = false;
    for entry in node.entries() {
        let key = entry.key.to_lowercase();
        let by_name = SECRETS.iter().any(|word| key.contains(word)) || matches!(key.as_str(), "ak" | "sk");
        let web =
            entry.node.text().and_then(|text| text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")));
        let by_value = web.is_some_and(|rest| rest.split('/').next().is_some_and(|host| host.contains('@')));
        if by_name || by_value {
            decoder.report_unseen(Problem::SecretInSettings { key: entry.key.to_string(), line: entry.span.line });
            found = true;
        }
    }
    found
}

/// The targets of a site by their names.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Targets(pub BTreeMap<String, Target>);

impl Decode for Targets {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        decoder.map(node)?;
        let entries = node.entries();
        let mut targets = BTreeMap::new();
        for entry in entries {
            let is_plain = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
            if entry.key.is_empty() || !entry.key.chars().all(is_plain) {
                decoder.report(Problem::BadTargetName { name: entry.key.to_string() }, entry.span);
                continue;
            }
            let target = decoder.within(Step::Key(&entry.key), |decoder| Target::decode(&entry.node, decoder));
            targets.extend(target.map(|target| (entry.key.to_string(), target)));
        }
        (targets.len() == entries.len()).then_some(Self(targets))
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let target = Target::schema(definitions);
        definitions.named("Targets", |_| {
            json!({
                "title": "发布去处",
                "description": "名称 = 去处，如 [deploy.server]。",
                "type": "object",
                "additionalProperties": target,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grace_is_a_number_with_its_unit() {
        for (text, seconds) in
            [("0", 0), ("0s", 0), ("90s", 90), ("30m", 1800), ("24h", 86_400), ("7 d", 604_800), ("2天", 172_800)]
        {
            assert_eq!(Grace::parse(text), Some(Grace(Duration::from_secs(seconds))), "{text}");
        }
        for text in ["", "5", "h", "-1h", "1.5h", "1w", "99999999999d"] {
            assert_eq!(Grace::parse(text), None, "{text}");
        }
    }
}
