# 程序的中文消息。消息名同时是问题代码；.help 说明应当怎样改。

## 词语
list-comma = 、
error = 错误
warning = 警告
note = 提示
help = 帮助
record = 位置
arithmetic = 算式
acknowledged = 部门说明
a-blank = 空值
a-text = 文字
a-list = 列表（每项以“- ”开头）
a-map = 键值表（写成 键: 值）
a-map-or-none = 键值表（写成 键: 值）或者“无”
a-list-in-toml = 列表（写在 [ ] 里，用逗号分开）
a-map-in-toml = 键值表（写成 {"{"} 键 = 值 {"}"}，或者单独一段）
a-map-or-none-in-toml = 键值表（写成 {"{"} 键 = 值 {"}"}，或者单独一段）或者 "none"
a-word = 一个词
a-number = 数字
a-year = 年度
a-date = 日期
a-code = 编码
a-department = 部门标识
an-amount = 金额
yes-or-no = 是或否
statement-income_expenditure = 收支总表
statement-income = 收入总表
statement-expenditure = 支出总表
statement-fiscal_appropriation = 财政拨款收支总表
statement-general_public = 一般公共预算支出表
statement-basic_by_economic = 一般公共预算基本支出表
statement-three_public = “三公”经费支出表
statement-government_fund = 政府性基金预算支出表
statement-state_capital = 国有资本经营预算支出表
statement-project_expenditure = 项目支出表
statement-procurement = 政府采购表
statement-other = 其他报表
io-not-found = 文件不存在，或链接已失效
io-permission-denied = 没有权限
io-not-a-file = 这里不是文件，可能是文件夹
io-not-a-folder = 不是文件夹
io-already-there = 已经存在
io-not-empty = 文件夹里还有文件
io-bad-name = 名称太长，或者系统不允许
io-storage-full = 磁盘已满，或者用完了配额
io-read-only = 磁盘是只读的
io-port-taken = 端口已被占用
io-refused = 对方拒绝连接
io-timed-out = 等待太久，没有回应
io-no-host = 找不到这个网址的主机
io-too-many-open = 同时打开的文件太多
io-too-many-watches = 系统能监视的文件夹数目已用完
succession-rename = 更名
succession-merge = 合并
succession-split = 拆分
succession-transfer = 划转

## 文件和文件夹
unreadable = 无法读取：{ $reason }
    .help = 请检查文件权限，或确认文件没有被其他程序占用。
looks-like-gb18030 = 文件不是 UTF-8 编码，看起来是 GB18030（GBK）
    .help = 请用编辑器另存为 UTF-8：记事本选“另存为”，编码选 UTF-8；VS Code 点右下角的编码，选“通过编码保存”→ UTF-8。
looks-like-utf16 = 文件不是 UTF-8 编码，看起来是 UTF-16（记事本的“Unicode”）
    .help = 请用记事本“另存为”，编码选 UTF-8。
not-text = 文件不是 UTF-8 文本
    .help = 这里应当是用 UTF-8 编码保存的文本文件；请检查是否误把 Word、Excel 等文件改了扩展名。
csv-in-gb18030 = CSV 文件是 GB18030（GBK）编码，已按该编码读取
    .help = 在 Excel 中“另存为 CSV UTF-8（逗号分隔）”，可以消除这条提示。
file-too-large = 文件有 { $megabytes } MB，超过 { $limit } MB 的上限
    .help = 一份公开文件通常只有几十 KB；请检查是否放错了文件。大文件请作为附件公开。
empty-file = 文件是空的
    .help = 请填写内容，或删除这个文件。
more-errors = 这个文件的错误超过 { $told } 个，其余的没有列出
    .help = 多半是同一个原因；请先改正上面列出的，再检查一次。
more-warnings = 这个文件的警告和提示超过 { $told } 个，其余的没有列出
    .help = 多半是同一个原因；请先处理上面列出的，再检查一次。
symlink-leaves-root = 符号链接指向网站文件夹之外
    .help = 请把文件复制到网站文件夹内，不要用链接。
symlink-loop = 符号链接形成循环
    .help = 请删除这个链接。
no-department-file = 部门文件夹“{ $folder }”里没有 department.yaml
    .help = 请新建 { $folder }/department.yaml，至少写一行，例如 名称: 示例县财政局。
bad-department-id = 部门文件夹名“{ $id }”不能用作标识
    .help = 只用小写英文字母、数字和连字符，例如 caizheng 或 zong-gonghui。标识会出现在网址里，定下后不再改动。
not-a-year-folder = 部门文件夹里的“{ $folder }”不是年度
    .help = 年度文件夹用四位数字命名，例如 2024。其他资料请放到 content 之外。
unknown-yaml-file = 不认识的数据文件“{ $name }”，其中的内容不会公开
    .help = { $suggestion ->
        [nothing] 年度文件夹里可以有 budget.yaml、final.yaml、budget-unit.yaml、final-unit.yaml，旧版本写作 budget@1.yaml。
       *[other] 是不是应当叫“{ $suggestion }”？
    }
unused-file = 文件“{ $name }”没有被使用
    .help = 章节正文用 <章节键>.md，报表数据用 <报表种类>.csv，附件直接放进文件夹或列在“附件”里；用不到的请删除。
folder-without-file = 文件夹“{ $folder }”没有对应的“{ $file }”
    .help = 请在同一年度文件夹里新建 { $file }，或者更正文件夹名。
bad-page-name = 自由页面的文件名“{ $name }”不能用作网址
    .help = 只用小写英文字母、数字和连字符，例如 about.md。
two-sources = 网址“{ $address }”有两个来源，另一个是 { $other }
    .help = 请给其中一个改名。
no-site-file = “{ $folder }”里没有 site.toml
    .help = { $above ->
        [nothing] 请在网站文件夹中运行，或用 --root 指明；还没有网站，就用 mingbai new site 新建。
       *[other] 网站文件夹是“{ $above }”：请在那里运行，或用 --root 指明。
    }
no-content-folder = “{ $folder }”里没有 content 文件夹
    .help = 请新建 content 文件夹，每个部门一个子文件夹。

## 版本
version-without-current = 有旧版本，却没有现行的“{ $current }”
    .help = 现行版本用 { $current }，被取代的旧版本才在名字后加 @1、@2。
version-gap = 缺少第 { $missing } 版
    .help = 旧版本从 @1 起连续编号，不能跳号；公开过的版本不应删除。
version-without-correction = 第 { $version } 版取代了 { $superseded }，却没有说明更正了什么
    .help = 请在“更正”下增加一项：{"{"}版本: { $version }, 日期: 更正日期, 内容: 更正了什么, 原因: 为什么{"}"}。

## YAML 和 TOML
yaml-syntax = 这里不符合 YAML 的写法（解析器的说法：{ $detail }）
    .help = 请检查缩进、冒号后的空格、引号和括号是否成对。
yaml-tab = 缩进用了制表符（Tab）
    .help = YAML 的缩进只能用空格，每一级两个空格。
yaml-block-mark = “{ $text }”以 > 或 | 开头，YAML 会当作多行文字的记号
    .help = 请加引号，写成 "{ $text }"。
yaml-reserved-mark = “{ $text }”以 { $mark } 开头，YAML 不允许
    .help = 请加引号，写成 "{ $text }"。
yaml-colon = 这里的冒号会被当作新的键
    .help = 如果是文字，请把整个值用引号括起来；如果是下一级的键，请另起一行，多缩进两个空格。
yaml-quote = 引号没有成对
    .help = 请在值的末尾补上引号；引号里面要用引号时，改用中文引号“”。
yaml-colon-space = “{ $text }”的冒号后面没有空格，或用了中文冒号
    .help = 键和值之间用英文冒号加一个空格，例如 单位: 万元。
yaml-text-after-quote = “{ $text }”的引号后面还有文字
    .help = 引号要括住整个值：把英文引号改成中文引号“”，或在整个值外面加单引号 '……'。
yaml-backslash = 双引号里的“{ $text }”是 YAML 不认识的转义
    .help = 请把双引号改成单引号，例如 'C:\预算'；或把 \ 写成 \\。
yaml-full-width = 这里用了全角的“{ $mark }”
    .help = 结构要用半角的英文符号：{"{"} {"}"} [ ] , : 。文字里面的全角符号不受影响。
yaml-bracket = 这里的括号没有成对
    .help = 请在这一项的末尾补上 {"}"} 或 ] ；文字以 {"{"} 或 [ 开头时，请把整个值用引号括起来。
yaml-indent = 这一行的缩进与上下文对不上
    .help = 同一级的键左边要对齐，下一级比上一级多缩进两个空格；已经有值的键下面不能再缩进。
yaml-hyphen-space = “{ $text }”的短横后面没有空格
    .help = 列表的每一项写成 - 加一个空格，例如 - 名称: 工会经费。
yaml-comment = “{ $text }”会被当作注释，不会公开
    .help = 如果这是内容，请把整个值用引号括起来；如果是注释，请在 # 后面加一个空格。
yaml-unused-anchor = 以 & 开头的文字会被当作锚点，不会公开
    .help = 请把整个值用引号括起来。
control-character = 文字里有不可见的控制字符（{ $code }）
    .help = 请删除它；这类字符多半是从 Word 或网页粘贴来的，会打乱显示。
yaml-unknown-anchor = 引用了不存在的锚点
    .help = 请直接写出内容；如果这是普通文字，请加引号。
yaml-second-document = 一个文件里有两份文档（中间有 ---）
    .help = 请删除 --- 以及后面的内容，或者分成两个文件。
yaml-tag = 这里不能用 ! 标签
    .help = 请删除以 ! 开头的标签；如果这是普通文字，请加引号。
too-deep = 嵌套超过 { $limit } 层
    .help = 公开文件最多七八层；请检查缩进或括号。
too-many-values = 文件里的值超过 { $limit } 个
    .help = 请检查是否反复引用了别名（*），或放错了文件。
key-not-text = 键必须是文字
    .help = 键不能是列表或键值表；如果值以 { "{" } 或 [ 开头，请加引号。
duplicate-key = “{ $key }”出现了两次，第一次在第 { $line } 行
    .help = 请删除其中一个，或者合并。
toml-key = TOML 的键不能直接写中文或其他符号
    .help = 中文键要加英文引号，例如 "标题" = "示例县预决算公开"；等号也要用英文的 = 。
toml-duplicate-key = 这个键前面已经写过了
    .help = 请删除其中一个。
toml-syntax = 这里不符合 TOML 的写法（解析器的说法：{ $detail }）
    .help = 文字要放在英文的直引号 "…" 里，不能用中文引号 “…”，例如 title = "示例县预决算公开"。

## 值
key-in-section = “{ $key }”写在了一个段里，成了那一段的项
    .help = 整个网站的选项要写在第一个 [段] 之前。
unknown-key = 不认识的键“{ $key }”
    .help = { $suggestion ->
        [nothing] 这里可以用：{ $known }。
       *[other] 是不是“{ $suggestion }”？
    }
comma-in-braces = “{ $digits }”成了单独的一项：花括号里的逗号会把数字分开
    .help = 带千分位的金额请加引号，例如 "1,234.50"，或者不写逗号。
same-field-twice = “{ $key }”和第 { $line } 行的“{ $other }”是同一项
    .help = 英文键和中文键只能用一个，请删除其中一个。
missing-key = 缺少“{ $chinese }”（{ $key }）
    .help = 请加上：{ $line }{ $key ->
        [unit] （金额单位，如 万元、元）
       *[other] {""}
    }
wrong-type = 这里应当是{ $expected }，却是{ $found }
    .help = 请改成{ $expected }。
empty-text = 文字是空的
    .help = 请填写，或删除这个键。
unknown-word = 不认识的词“{ $word }”
    .help = { $suggestion ->
        [nothing] 这里可以用：{ $known }。
       *[other] 是不是“{ $suggestion }”？
    }
bad-key = “{ $key }”不能用作键
    .help = 只用小写英文字母、数字和下划线，例如 housing_fund。
not-an-amount = “{ $text }”不是金额
    .help = 请写数字，例如 264.43、1,234.50 或 -0.5；没有金额写 0，没有填写用 ~，不适用用 "——"。
amount-notation = “{ $text }”不是普通写法的金额
    .help = 请写出完整的数字，不用科学计数法，也不写 NaN。
amount-grouping = “{ $text }”的千分位不对
    .help = 逗号只能每三位一个，例如 1,234.50；小数点请用 . 。
amount-with-unit = 金额“{ $text }”后面带了单位“{ $unit }”
    .help = 请只写数字；单位写在文件或报表的“单位”里。
amount-too-long = 金额“{ $text }”的位数太多
    .help = 请检查是否多打了数字；金额最多精确到分以下四位。
negative-amount = 金额“{ $text }”不能是负数
    .help = 减少额请写在“增减变化”的“增减额”里；这里请核对原文。
negative-outcome = 决算的“{ $text }”是负数
    .help = 请核对原文；如果确实因更正、退回而为负数，可以不改。
blank-declaration = 这里没有填写
    .help = 没有的请写 无，有的请填写内容；不想说明就删除这个键。三者含义不同。
budget-has-one-column = 预算里的金额不能有“{ $key }”这样的分列
    .help = 年初预算、全年预算和决算数并列只用于决算（final.yaml）；预算请直接写数字。
not-a-quantity = “{ $text }”不是数量
    .help = 请写数字，单位写在“单位”里；不适用写 "——"。
not-a-count = “{ $text }”不是整数
    .help = 请写不带单位的整数，例如 12。
not-a-level = “{ $text }”不是级次
    .help = 请写 1 到 9 的整数，1 是最高一级；有科目编码的行可以省略。
not-an-address = “{ $text }”不是网址
    .help = 请写完整的网址，例如 https://www.example.gov.cn/ys/。
footer-incomplete = 页脚缺少：{ $missing }
    .help = 政府网站每页都要有这些。请写在 site.toml 的 [footer] 下面，例如 contact = "0000-0000000"；确实没有的写空文字，例如 police = ""；各项都没有的写 footer = "none"，放在 [ ] 各段之前。
host-limit = { $host } 的{ $what }上限是 { $limit }，这个网站已有 { $found }
    .help = 请在 site.toml 写明网站放在哪里，例如 host = "own"（自有服务器或对象存储，没有这样的限制）；确实放在 { $host } 的，请在超出之前换一家，或把大的附件放到别处。
host-files = 文件数
host-bytes = 网站大小
host-largest = 单个文件大小
not-a-site-code = 网站标识码应当是 10 位数字，这里是“{ $text }”
    .help = 请照政府网站标识码的原样写，例如 site_code = "1305320001"；没有的写空文字：site_code = ""。
not-above-zero = “{ $text }”不是大于零的数
    .help = 请写大于零的数，不带单位，例如 100 或 312000；没有数的年度不写。
no-index-of-base = 物价指数里没有基年 { $year } 的指数
    .help = 请在 index（指数）中补上，例如 { $year } = 100；或者把 base（基年）改成指数中有的年度。
no-change = 增减变化没有写增减多少
    .help = 请填写“增减额”或“增减百分比”，减少写负数，持平写 0。
not-a-date = “{ $text }”不是日期
    .help = 请写成 2024-01-31 或 2024年1月31日，并核对当月是否有这一天。
not-a-year = “{ $text }”不是年度
    .help = 请写四位数字的年度，例如 2024。
not-yes-or-no = “{ $text }”不是“是”或“否”
    .help = 请写 是 或 否（也可写 true 或 false）。
not-exempt = “{ $text }”没有说明是否涉密
    .help = 请写 是 或 否；需要说明依据或年度时写 {"{"}原因: ……, 自: 2019{"}"}。
year-differs = 文件里写的是 { $year } 年度，文件夹却是 { $folder }
    .help = 请核对：文件放错了文件夹，还是年度写错了？“年度”一行可以省略。

## 公开文件
term-taken = 键“{ $key }”已经有了
    .help = 请换一个键；全国通用的键和自己写过的键都不能重复。
front-matter-open = 页首的设置没有结束
    .help = 请在设置之后单独写一行 ---，正文从下一行开始。
unknown-column = { $statement }没有“{ $column }”这一列
    .help = { $suggestion ->
        [nothing] 可以用：{ $known }；其他的列请先在“列”中声明。
       *[other] 是不是“{ $suggestion }”？其他的列请先在“列”中声明。
    }
given-twice = “{ $key }”在本文件中出现了两次，第一次在第 { $line } 行
    .help = 请删除重复的一个；确实是两张报表、两个章节的，请写明不同的标题。
bad-code = “{ $text }”不是科目编码
    .help = 科目编码是 3、5 或 7 位数字，例如 201、20129、2012901；写成 201 29 01 也可以。
no-sums = 这里没有 SHA256SUMS，无从核对
    .help = 请给出网站的首页地址，或 mingbai build 生成的文件夹。
no-such-site = 没有这个文件夹
    .help = 网址请以 https:// 开头；文件夹请核对路径。
own-ledger-alone = “{ $folder }”里没有 ledger.csv：只与网站自己公开的台账核对，不能证明公开以后没有改过
    .help = 请在网站文件夹里运行，或用 --root 指明它；外部读者可留存 ledger.csv 或 SHA256SUMS，以后用来核对。
not-in-ledger = 网站上写了公开日期的文件，有 { $count } 个版本没有登记
    .help = 请在网站文件夹里运行 mingbai record，提交 ledger.csv，再生成和发布。
bad-sums = SHA256SUMS 第 { $line } 行不是校验和
    .help = 文件可能没有传完，或被别的内容顶替；请重新发布。
file-differs = 内容与 SHA256SUMS 不符
    .help = 文件被改动过，或没有发布完整；请重新发布：mingbai deploy --fresh 逐个核对目标上的文件。
file-gone = SHA256SUMS 中有这个文件，网站上没有
    .help = 请重新发布：mingbai deploy --fresh 逐个核对目标上的文件。
file-not-listed = 这个文件不在 SHA256SUMS 中
    .help = 不是本次生成的文件；不需要的，可以删去。
bad-kept-sums = 第 { $line } 行不是校验和，或者同一个文件写了两次
    .help = 校验和清单每行一个文件，是 sha256sum 的写法，如网站的 SHA256SUMS。
empty-kept-sums = 清单是空的
    .help = 可能没有取到：请重新取一份 SHA256SUMS。
unsafe-sum = SHA256SUMS 列有不属于网站的文件：{ $path }
    .help = mingbai build 不会这样写，可能被人动过；请核对网站由谁发布，再重新生成和发布。
another-record = 有另一次登记正在写 { $path }
    .help = 等它结束再运行；如果没有别的登记在运行，是上次没有写完，请删去这个文件。
kept-differs = 内容与留存的校验和清单不符
    .help = 留存清单之后改过，或者不是由同样的源文件生成；更正了什么，见网站的更正页。
kept-gone = 留存的校验和清单中有这个文件，网站上已经没有
    .help = 留存清单之后去掉了；公开过的应当一直保留。
kept-lacks = 网站上有这个文件，留存的校验和清单中没有
    .help = 留存清单之后增加的，或者不是由同样的源文件生成。
ledger-differs = 台账中 { $disclosure } 第 { $version } 版的登记，网站上没有，或不一样
    .help = 网站可能是用旧的台账生成的；请更新后重新生成、发布。
version-differs = { $disclosure } 第 { $version } 版与 { $recorded } 登记的内容不同
    .help = 公开后更改的，应当另立新版本并保留旧版；mingbai check 会指出是哪个文件。
version-gone = { $disclosure } 第 { $version } 版于 { $recorded } 登记公开，网站上没有
    .help = 公开过的版本应当一直保留；mingbai check 会指出是哪个文件。
bad-ledger-line = 这一行不是台账记录
    .help = 台账由 mingbai record 写入，只增不改；每行各列依次是 { $columns }。被改动的，请从版本库恢复。
recorded-twice = 台账中第 { $version } 版记了两次
    .help = 台账只增不改，同一版本只记一次；两个分支各自登记过的，保留先登记的一行。
recorded-gone = 台账中登记过已公开的文件，现在没有了：{ $file }
    .help = 公开过的文件应当一直保留；误删的，请从版本库恢复。
unknown-code = { $year } 年的科目表里没有编码 { $code }
    .help = 请核对编码；如果没有错，可以在 site.toml 的 codes（科目表）文件里补充。
too-many-columns = 列超过 { $limit } 列
    .help = 一张公开报表不会有这么多列；请检查是否放错了内容。
phase-not-money = “{ $key }”：只有金额的列可以分年初预算、全年预算和决算
    .help = 请把这一列的数据只写一次，或在“列”里另外声明一列。
rows-and-csv = 这张报表既写了“行”，又写了“数据文件”
    .help = 两者只能用一个，请删除其中一个。
csv-missing = 找不到 CSV 文件“{ $file }”
    .help = { $suggestion ->
        [nothing] 请把它放到 { $folder }/ 文件夹里。
       *[other] { $folder }/ 里有“{ $suggestion }”，是不是这个文件？
    }
csv-syntax = 这里不符合 CSV 的写法：{ $detail }
    .help = 请用 Excel 打开检查，再另存为“CSV UTF-8（逗号分隔）”。
csv-without-label = CSV 的第一行不是列标题，其中没有“名称”列
    .help = 请删除上面的表名和单位；第一行应当是标题行，例如 编码,名称,合计,基本支出,项目支出。
csv-column-twice = CSV 的标题行里“{ $column }”出现了两次
    .help = 请删除或改名其中一列。
csv-row-length = 标题行有 { $expected } 列，这一行有 { $found } 列
    .help = 请检查这一行是否多了或少了逗号；文字里的逗号要用英文双引号括起来。
csv-quote = CSV 的引号没有成对，从这一行起的内容会连成一格
    .help = 请在这一行补上或删除英文引号；文字里面的英文引号要写两个 ""。
csv-without-heading = “{ $text }”上面没有列标题
    .help = 请在第一行写上这一列的标题，或删除这一格。
csv-line-break = 名称里有换行，可能是引号没有在本行结束
    .help = 请检查这一格的引号；确实需要换行的可以不改。
unused-data-file = 文件“{ $name }”里的内容不会公开
    .help = { $suggestion ->
        [nothing] 章节正文用 <章节键>.md，报表数据用 <报表种类>.csv 或在“数据文件”里写明文件名；用不到的请删除。
       *[other] 是不是应当叫“{ $suggestion }”？
    }
body-and-file = 章节既写了“正文”，又有文件“{ $file }”
    .help = 两者只能用一个，请删除其中一个。
file-used-twice = 文件“{ $file }”在别处已经用了
    .help = 一个文件只能用一次；请删除重复的一项，或更正文件名。
quote-not-here = 这里的 {"{{"} {"}}"} 不会替换成金额，页面上会原样显示
    .help = 引用金额只用于正文、绩效目标和名词解释；这里请直接写数字。
broken-quote = “{ $text }”没有引用金额，页面上会原样显示
    .help = 引用要用英文花括号，左右各两个，如 {"{{"} 支出总计 {"}}"}。
unsafe-path = “{ $path }”不是可用的文件名
    .help = 只写文件名，不写路径；文件放在同名文件夹里。
attachment-missing = 找不到附件“{ $file }”
    .help = { $suggestion ->
        [nothing] 请把它放到 { $folder }/ 文件夹里。
       *[other] { $folder }/ 里有“{ $suggestion }”，是不是这个文件？
    }
attachment-type = 不能公开“{ $extension }”类型的附件
    .help = 为了读者的安全，附件只能是：{ $known }。
section-without-body = 章节“{ $key }”没有正文
    .help = 请填写“正文”，或把正文放到 { $file }。
unknown-quote = 引用的“{ $path }”不存在
    .help = { $suggestion ->
        [nothing] 可以引用指标，例如 {"{{"} 支出总计 {"}}"}、{"{{"} 三公经费合计 {"}}"}，换算单位写 {"{{"} 支出总计 | 元 {"}}"}。
       *[other] 是不是“{ $suggestion }”？
    }
quote-without-figure = 正文引用了“{ $path }”，但本文件没有填写这个金额
    .help = 请在本文件中填写这个金额，或者改掉引用。
quote-of-blank = 正文引用了“{ $path }”，这个金额还没有填写
    .help = 请在本文件中填写这个金额；填写以前，网页上写明“未填写”。
no-sides = 这张表的行没有写明收入方还是支出方
    .help = 请在收入部分的第一行写 收支方: 收入，在支出部分的第一行写 收支方: 支出；CSV 里加一列“收支方”。
broken-link = 链接“{ $url }”没有通到本站的页面或文件
    .help = { $suggestion ->
        [nothing] 相对地址从页面自己的文件夹算起，要写到文件名，例如 ../../2023/budget/index.html。
       *[other] 是不是“{ $suggestion }”？链接要写到文件名。
    }
unsafe-link = 链接“{ $url }”不允许，页面上只显示文字
    .help = 链接只能用 http、https、mailto，或者本站的相对地址。
raw-html = 正文里有 HTML 代码，页面上会原样显示为文字
    .help = 请用 Markdown 书写：**加粗**、- 列表、| 表格 |。

## 新建
site-already-there = 这里已经是一个网站（有 site.toml），什么也没有写
    .help = 加部门用 mingbai new department，加年度用 mingbai new disclosure。
already-there = 已经有这个文件
    .help = 不会覆盖，什么也没有写；请换一个地方，或者先把它移走。
no-folder = “{ $folder }”不是文件夹，或者是一个链接
    .help = 什么也没有写；请换一个地方，或者先把它移走。
no-such-year = 部门“{ $department }”没有{ $year }年的 { $file }
    .help = --from 写一个已有的年度；不写则照最近的一年。

## 部门和沿革
unknown-department = 没有标识为“{ $id }”的部门
    .help = { $suggestion ->
        [nothing] 请填写 content 下的部门文件夹名。
       *[other] 是不是“{ $suggestion }”？
    }
periods-overlap = { $year } 年同时有两项：“{ $one }”和“{ $other }”
    .help = 请用“自”和“至”写明每一项的起止年度，不要重叠。
alias-taken = 曾用标识“{ $id }”现在是一个部门的标识，或者写了两次
    .help = 曾用标识只写已经不再使用的文件夹名，每个只写一次。
period-backwards = 起始年度 { $since } 晚于截止年度 { $until }
    .help = 请对调，或核对年度。
parent-circle = 主管部门形成循环：{ $path }
    .help = 请核对“主管部门”。
succession-shape = { $kind }的部门数不对：原部门 { $from } 个，新部门 { $to } 个
    .help = 更名是一变一，合并是多变一，拆分是一变多，划转两边都至少一个；每个部门只列一次，两边不能全同。
succession-circle = 沿革形成循环：{ $path }
    .help = 一个部门不能成为自己的前身；请核对“从”（原部门）和“到”（新部门）。

## 命令和输出
outside-root = 路径不在网站文件夹里
    .help = 网站文件夹是 { $folder }；请写它里面的文件或文件夹，或用 --root 指定网站文件夹。
output-not-ours = “{ $folder }”里有文件，但没有 { $marker } 标记，不是本程序生成的，不会动它
    .help = 请用 --out 换一个文件夹，或者确认无用后自行清空。
output-in-sources = 不能把网站生成到“{ $folder }”：那里是源文件所在的位置
    .help = 请用 --out 换一个文件夹，例如 public。
output-is-mount = { $folder } 是一个挂载点，新的网站不能整体换入
    .help = 请用 --out 指定其中的子文件夹，例如 --out { $folder }/site。
changed-meanwhile = 生成网站时 { $path } 被改动了
    .help = 已发布的网站没有受影响，请再生成一次。
another-build = 另一个生成正在进行
    .help = 请等它结束；如果没有，请删除这个文件再试。
another-preview = 这里已有一个预览在运行
    .help = 请用那一个，或者用 --out 换一个文件夹。
cannot-listen = 无法使用端口 { $port }：{ $reason }
    .help = 请用 --port 换一个端口；不写 --port 时自动找空闲的。
cannot-watch = 无法得知文件何时改动：{ $reason }
    .help = 请核对文件夹的权限。
only-polling = 系统不能告知文件的改动，改为每秒查看一次：{ $reason }
    .help = 预览照常，只是慢一些；Linux 上可以调大 fs.inotify.max_user_watches。
no-browser = 无法打开浏览器：{ $reason }
    .help = 请自己在浏览器里打开上面的网址。
no-index = “{ $folder }”里没有搜索索引
    .help = 请先运行 mingbai build，或者用 --site 指定生成好的网站的文件夹或网址。
unreachable = 连不上网站：{ $reason }
    .help = 请检查网址和网络，然后重试。
other-index = 这个搜索索引是另一个版本的明白账生成的
    .help = 请用生成这个网站的版本来搜索，或者用现在的版本重新生成网站。
broken-index = 搜索索引不完整
    .help = 请重新运行 mingbai build；如果网站由别人发布，请稍后再试。
lock-in-the-way = 这里应当是锁文件，却是链接或文件夹
    .help = 请核对并移走它，或者用 --out 换一个文件夹。
cannot-write = 无法写入 { $path }：{ $reason }
    .help = 请检查权限和磁盘空间，并关闭正在使用该文件夹的程序。
template-failed = 模板 { $template } 出错：{ $reason }
    .help = 请核对 theme 文件夹里自己的模板；如果没有改过模板，这是程序的缺陷。
message-syntax = 消息文件不符合 Fluent 的写法（解析器的说法：{ $detail }）
    .help = 每条消息写成 名称 = 文字，续行前面要有空格；可参照默认主题的消息文件。
message-unknown = 主题里没有名为“{ $id }”的消息
    .help = 请核对消息的名称；只在自己的模板里使用的消息可以不改。

## 发布
secret-in-settings = 第 { $line } 行的“{ $key }”是密钥，或者带有密钥，不能写在 site.toml 里
    .help = 请从文件中删除它，并作废这个密钥（文件可能已经提交或备份）；密钥只放在环境变量里，变量名见 mingbai deploy --help。
bad-target-name = “{ $name }”不能用作发布去处的名称
    .help = 只用文字、数字、- 和 _，例如 [deploy.server]。
not-a-duration = “{ $text }”不是时间长度
    .help = 请写数字和单位，例如 24h、7d、30m；立即删除写 0。
no-target = site.toml 里没有写发布到哪里
    .help = 请加上一段，例如 [deploy.server]，下面写 kind = "directory"（文件夹）和 path = "/srv/www/ys"。
unknown-target = 没有名为“{ $name }”的发布去处
    .help = { $suggestion ->
        [nothing] site.toml 里有：{ $known }。
       *[other] 是不是“{ $suggestion }”？
    }
which-target = site.toml 里有几个发布去处，没有说明发布到哪一个
    .help = 请写明其中一个：{ $known }。
site-not-whole = { $path } 与 SHA256SUMS 里写的不符：网站不完整，或者正在重新生成
    .help = 请重新运行 mingbai build，等它完成之后再发布。
not-a-site = “{ $folder }”不是生成好的网站
    .help = 请先运行 mingbai build，或者用 --site 指定生成好的网站所在的文件夹。
without-storage = 这个程序没有带对象存储的功能
    .help = 请使用正式发行的程序，或者在编译时打开 deploy 功能。
no-keys = 环境变量里没有密钥：缺少 { $missing }
    .help = 请在运行之前设置这些环境变量；不要写进 site.toml。
target-denied = 服务拒绝了密钥，或者密钥没有所需的权限
    .help = 请核对环境变量 { $keys } 和存储桶所在的地域；需要读、写、列出和删除的权限。
no-bucket = 没有名为“{ $bucket }”的存储桶
    .help = 请核对存储桶的名称、地域和服务地址。
target-not-ours = 发布去处里有文件，但没有 { $marker } 标记，不是本程序发布的，不会动它
    .help = 请换一个空的位置（例如加上 prefix），或者确认无用后自行清空。
target-in-site = 不能发布到“{ $folder }”：那里是网站自己或者源文件所在的位置
    .help = 请在 site.toml 里换一个文件夹，例如 path = "/srv/www/ys"。
another-deploy = 另一个发布正在进行
    .help = { $minutes ->
        [0] 请等它结束再试。
       *[other] 请等它结束再试；如果它已经中断，{ $minutes } 分钟后可以再次发布。
    }
deploy-overtaken = 发布途中，另一个发布接手了同一个去处
    .help = 请等它结束，核对线上的网站，需要时再发布一次。
too-many-deletions = 这次发布会去掉 { $found } 个文件，超过了上限 { $limit }；什么都没有改动
    .help = 请先用 --dry-run 核对；确实如此的，用 --max-deletions { $found } 再运行一次，或者在 site.toml 里写 max_deletions（删除上限）。
target-failed = { $what }：{ $reason }
    .help = 请检查网络和设置，然后再运行一次；已经完成的部分不会重做。
no-program = 没有找到 { $program } 程序
    .help = 请安装 { $program }，或者换一种发布去处。
deploying = 发布网站
deployed = 已发布到 { $target }：上传 { $put } 个文件（{ $size }），{ $unchanged } 个未变{ $left ->
    [0] {""}
   *[other] ，{ $left } 个不再需要，满 { $grace }后删除
}{ $deleted ->
    [0] {""}
   *[other] ，删除 { $deleted } 个
}
would-deploy = 试运行，没有改动 { $target }：将上传 { $put } 个文件（{ $size }），{ $unchanged } 个未变{ $left ->
    [0] {""}
   *[other] ，{ $left } 个不再需要，满 { $grace }后删除
}{ $deleted ->
    [0] {""}
   *[other] ，将删除 { $deleted } 个
}
change-new = 新增
change-replaced = 更新
change-deleted = 删除
change-left = 留待删除
wave-data = 一·数据
wave-pages = 二·页面
wave-manifests = 三·清单
wave-after = 最后
time-days = { $count } 天
time-hours = { $count } 小时
time-minutes = { $count } 分钟
time-seconds = { $count } 秒
command-deploy = 发布生成好的网站：文件夹、对象存储、Git 分支或服务器
    .usage = mingbai deploy [选项] [去处]
    .examples =
        示例：
          mingbai deploy                    发布到 site.toml 里唯一的去处
          mingbai deploy oss --dry-run      先看会改动什么
          mingbai deploy oss --grace 7d     不再需要的文件留 7 天
          mingbai deploy --format json | jq .put[].path

        去处写在 site.toml 里，如 [deploy.oss]，其中 kind 是 directory、s3、oss、cos、obs、git 或 rsync。
        密钥只从环境变量读取：
          s3   AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY（、AWS_SESSION_TOKEN）
          oss  ALIBABA_CLOUD_ACCESS_KEY_ID、ALIBABA_CLOUD_ACCESS_KEY_SECRET（、ALIBABA_CLOUD_SECURITY_TOKEN）
          cos  TENCENTCLOUD_SECRET_ID、TENCENTCLOUD_SECRET_KEY（、TENCENTCLOUD_SECURITY_TOKEN）
          obs  HUAWEICLOUD_SDK_AK、HUAWEICLOUD_SDK_SK
        git 和 rsync 用各自的密钥或凭据程序。中断之后再运行一次，就从中断的地方继续。
option-deploy-target = site.toml 里的去处；只有一个时可以不写
option-deploy-site = 生成好的网站，默认为网站文件夹下的 public
option-deploy-dry-run = 不改动任何东西，列出会改动什么
option-deploy-grace = 不再需要的文件保留多久，如 24h、7d、0，代替 site.toml 的 grace（宽限）
option-deploy-max-deletions = 这次最多可以去掉多少个文件
option-deploy-fresh = 不相信去处的清单，逐个核对上面的文件
option-deploy-jobs = 同时上传几个文件，默认 16
option-deploy-format = 结果的格式：human（默认）或 json

## 结果
problem-count = { $errors } 个错误，{ $warnings } 个警告，{ $notes } 条提示
built = 已生成 { $pages } 个页面（{ $size }）到 { $folder }：写入 { $written } 个文件，{ $unchanged } 个未变{ $removed ->
    [0] {""}
   *[other] ，删除 { $removed } 个
}，用时 { $seconds } 秒
building = 生成网站
serve-built = 已更新：写入 { $written } 个文件{ $removed ->
    [0] {""}
   *[other] ，删除 { $removed } 个
}，用时 { $seconds } 秒
serve-unchanged = 网站没有变化，用时 { $seconds } 秒
serve-not-built = 没有更新，预览仍是上一次的网站；请先改正以上问题
serve-more = …… 另有 { $count } 个问题，见终端
serve-heading = 网站没有更新：请改正以下问题，下面仍是上一次的网站
serve-close = 关闭
serve-not-yet = 还没有可以预览的网站
serve-building = 正在生成，完成后自动打开。
checking = 检查
stage-cache = 缓存的读取与保存
stage-sources = 设置、主题、目录、部门与自由页面
stage-compare = 查看哪些文件变了（各线程合计，下同）
stage-content = 读取公开文件
stage-check = 检查规则
stage-page = 组织页面内容
stage-render = 套用模板
stage-index = 汇编搜索索引
stage-write = 写入新文件
stage-publish = 换入已发布的网站
stage-pages = 到网页已发布
stage-all = 总用时
not-built-findings = 没有生成网站，原有的网站保持不变：site.toml 的 [check] 规定有这样的校验结果就不生成。请改正，或在公开文件的“已知问题”中说明
not-built = 没有生成网站，原有的网站保持不变。请先改正上面的错误
checked = 已读取 { $disclosures } 份公开文件；核对 { $made } 项：相符 { $passed }，四舍五入差 { $rounding }，不符 { $failed }；另有 { $open } 项不能核对
found = 校验：{ $errors } 个错误，{ $warnings } 个警告；用 mingbai check 查看，用 mingbai check --list 了解规则
list-hint = 用 mingbai check --list --rule A12 查看一条规则的算式、依据和例子。
rule-checks = 校验
rule-formula = 算式
rule-source = 依据
rule-example = 例子
rule-applies = 轻重  { $severity }；适用于 { $kinds }
kind-budget = 预算
kind-final = 决算
nothing-to-fix = 没有可以自动改正的地方
ask-to-fix = 以上 { $places } 处（{ $files } 个文件），改正吗？[y/N]{" "}
not-fixed = 没有改动文件；用 --fix --yes 直接改正以上 { $places } 处（{ $files } 个文件）
fixed = 已改正 { $places } 处（{ $files } 个文件）；请再运行一次 mingbai check

## 命令行
about = 明白账：把预决算公开文件变成网站
about-examples =
    示例：
      mingbai check                     读取全部内容，列出所有问题
      mingbai build                     生成网站到 public 文件夹
      mingbai build --root 网站 --out 输出

    退出码：0 正常；1 内容无法读取，或校验结果阻止发布；2 命令写错；3 无法完成（读写失败等）
help-template =
    {"{about}"}

    用法：{"{usage}"}

    {"{all-args}"}{"{after-help}"}
heading-commands = 命令
heading-options = 选项
usage-mingbai = mingbai [选项] <命令>
command-build = 生成网站：读取 content 中的全部内容，写入 public
    .usage = mingbai build [选项]
    .examples =
        示例：
          mingbai build
          mingbai build --root 网站 --out /srv/www/ys
          mingbai build --format github     在 GitHub 工作流中逐行标出问题

        内容有错误时不生成，原有网站保持不变。
command-check = 校验内容：读取全部文件，核对每个金额，列出所有问题，不生成网站
    .usage = mingbai check [选项] [路径]...
    .examples =
        示例：
          mingbai check
          mingbai check content/caizheng/2024        只看一个文件夹里的问题
          mingbai check --rule A,C1                  只核对 A 类各条和 C1
          mingbai check --list --rule A12            说明一条规则
          mingbai check --fix                        改正重复的标点等，先列出改动
          mingbai check --strict --format sarif > check.sarif
          mingbai check --format json | jq '.problems[].message'

        校验结果不影响退出码，除非用 --strict，或 site.toml 的 [check] 规定阻止发布。
command-serve = 预览网站：生成后在浏览器里查看，保存文件即更新
    .usage = mingbai serve [选项]
    .examples =
        示例：
          mingbai serve                     然后打开它给出的网址
          mingbai serve --open
          mingbai serve --base /ys/         如同网站放在某个路径之下

        只有本机能看到预览。预览放在网站文件夹的 .mingbai 里，与 public 无关，可以随时删除。
        内容有错误时，网页上列出问题，仍显示上一次的网站。按 Ctrl-C 结束。
command-schema = 输出 JSON Schema，供编辑器补全和说明各个键
    .usage = mingbai schema [选项] [名称]
    .examples =
        示例：
          mingbai schema > disclosure.schema.json
          mingbai schema department
          mingbai schema site
command-record = 把已公开的各版本登记到台账（ledger.csv），只增不改
    .usage = mingbai record [选项]
    .examples =
        示例：
          mingbai record                      公开时先登记，再生成、发布；ledger.csv 提交到版本库
          mingbai record --dry-run            只看要登记什么
          mingbai record --date 2025-02-10    以这一天为登记日期
command-verify = 核对已发布的网站：文件是否完整，公开过的内容是否原样还在
    .usage = mingbai verify [选项] [文件夹|网址]
    .examples =
        示例：
          mingbai verify                                  核对 public/
          mingbai verify https://example.gov.cn/ys/       核对已发布的网站
          mingbai verify /srv/www/ys --root ~/ys          与 ~/ys 中的台账核对
          mingbai verify https://example.gov.cn/ys/ --sums SHA256SUMS.2026    与以前留存的校验和清单核对

        没有 mingbai 的读者，下载全部文件后可以用 sha256sum -c SHA256SUMS 核对。
option-verify-site = 网站所在的文件夹或网址（默认 public）
option-verify-sums = 另与这份校验和清单核对：以前留存的 SHA256SUMS，或者自己生成的网站的（- 表示标准输入）
option-record-date = 登记日期，如 2025-02-10（默认今天）
option-record-dry-run = 只列出要登记的，不写文件
verifying = 核对
verified = 文件 { $files } 个相符；登记过的版本 { $versions } 个相符
verified-kept = 与留存的清单相符的文件 { $files } 个
recorded = 新登记 { $new } 个版本，台账共 { $all } 个
would-record = 试运行，没有写 ledger.csv：将登记 { $new } 个版本
recorded-not = 没有写公开日期的 { $count } 个版本没有登记：{ $files }{ $more ->
    [0] {""}
   *[other] 等
}；公开以后写上日期，再运行一次
recorded-version = + { $file } 第 { $version } 版
not-recorded = 没有登记：先处理上面的问题
io-cut-off = 没有传完
command-completions = 输出命令行补全脚本
    .usage = mingbai completions [选项] <外壳>
    .examples =
        示例：
          mingbai completions bash > ~/.local/share/bash-completion/completions/mingbai
          mingbai completions zsh > ~/.zfunc/_mingbai          fpath 里的文件夹
          mingbai completions fish > ~/.config/fish/completions/mingbai.fish
          mingbai completions powershell >> $PROFILE
command-man = 输出手册页
    .usage = mingbai man [选项] [命令]...
    .examples =
        示例：
          mingbai man | man -l -
          mingbai man new site | man -l -
          mingbai man > /usr/local/share/man/man1/mingbai.1
command-new = 新建：网站、部门，或一个年度的预算、决算；从不覆盖已有的文件
    .usage = mingbai new [选项] <内容>
    .examples =
        示例：
          mingbai new site 预决算公开                                      一个可以马上生成的网站
          mingbai new department weijian --name 某县卫生健康局
          mingbai new disclosure weijian 2026                              2026年预算，照上年的写好，等着填数
          mingbai new disclosure weijian 2025 --final                      2025年决算

        各项的选项见 mingbai new <内容> --help。
command-new-site = 新建网站：设置、示例部门、编辑器设置和自动发布的流程，建好就能生成
    .usage = mingbai new site [选项] <文件夹>
    .examples =
        示例：
          mingbai new site ys
          mingbai new site ys --title 某县部门预决算公开 --place 某县
          mingbai new site .                   在现有的文件夹里；已有的文件一个也不改

        建好以后先看其中的 README.md。
command-new-department = 新建部门：content 里的一个文件夹和它的 department.yaml
    .usage = mingbai new department [选项] --name <名称> <标识>
    .examples =
        示例：
          mingbai new department weijian --name 某县卫生健康局 --short-name 卫健局 --group 政府部门
          mingbai new department yiyuan --name 某县人民医院 --parent weijian

        标识是文件夹名，也是网址的一部分，定下以后不再改。
command-new-disclosure = 新建一个年度的预算或决算：照上年的文件写好，金额留空
    .usage = mingbai new disclosure [选项] <部门> <年度>
    .examples =
        示例：
          mingbai new disclosure weijian 2026                  2026年部门预算
          mingbai new disclosure weijian 2025 --final          2025年部门决算
          mingbai new disclosure weijian 2026 --unit           2026年本级预算
          mingbai new disclosure weijian 2026 --from 2023      照2023年的写

        报表的行、项目和指标、章节照旧；金额和日期是 ~，上年的数写在行末的注释里；正文里的金额、百分比
        和数量改成 ____，check 会逐处提醒；年份往后移。绩效目标、指标值和“无”照旧，check 不提醒，请逐项核对。
        上年的增减变化成为注释。附件、更正和问题说明不带过来。
        没有决算可以照着写的，照当年的预算写，预算的金额作为年初预算。以前什么都没有的，给一份列出各章节和报表的空表。
command-search = 搜索生成好的网站：章节、项目和报表
    .usage = mingbai search [选项] <搜索词>...
    .examples =
        示例：
          mingbai search 公务接待
          mingbai search 财政局 2023 --kind final
          mingbai search '"公务用车运行维护费" -购置 金额:>5万元' --sort amount
          mingbai search 科目:20129 --format json
          mingbai search 公务接待 --site https://example.gov.cn/ys/

        搜索词之间是“并且”；OR 表示“或者”，-词 表示不要（以它开头时先写 --），引号内连在一起，词* 匹配开头。
        可以限定 部门: 年度:2018..2022 类型:决算 科目: 金额:>100万元。
option-help = 显示帮助
option-version = 显示版本
option-lang = 消息的语言：zh-CN 或 en，默认随系统
option-quiet = 只显示错误
option-color = 颜色：auto（默认）、always 或 never；也可设置 NO_COLOR
option-root = 网站文件夹，默认为当前文件夹
option-out = 输出文件夹，默认为网站文件夹下的 public
option-path = 只列出这些文件或文件夹里的问题；全部内容仍会读取
option-rule = 只核对这条规则（A12）或这一类（A）；可以多次使用，或用逗号分开
option-strict = 校验有错误或警告时，退出码为 1
option-all = 相符的、没有核对的也逐项列出
option-fix = 改正只有一种改法的地方：重复的标点、Word 残留代码、元与万元；先列出改动
option-yes = 不再询问，直接改正
option-list = 列出各条规则；与 --rule 同用时详细说明
option-format = 问题的格式：human（默认）、json、sarif 或 github
option-timings = 生成之后列出各阶段所用的时间
option-fresh = 不使用上次生成留下的内容，全部重新生成；结果与此无关
option-serve-out = 预览放在哪个文件夹，默认是网站文件夹里的 .mingbai/preview
option-serve-port = 端口；默认从 8000 起找第一个空闲的，写 0 则任选一个空闲的
option-serve-base = 首页的路径，如 /ys/；默认是 /
option-serve-open = 在浏览器里打开预览
option-serve-poll = 每秒查看一次全部文件，用于系统不告知改动的网络文件夹
option-as-of = 以哪一天作为今天，代替 site.toml 的 as_of（截至日期）；程序从不读取当天日期
option-jobs = 并行的线程数，默认为处理器核数；结果与此无关
option-schema-name = disclosure（默认，budget.yaml 和 final.yaml）、department、succession 或 site
usage-unknown-argument = 不认识的参数“{ $given }”
    .help = { $suggestion ->
        [nothing] {""}
       *[other] 是不是“{ $suggestion }”？
    }
usage-unknown-command = 没有“{ $given }”这个命令
    .help = { $suggestion ->
        [nothing] 可以用：{ $known }。
       *[other] 是不是“{ $suggestion }”？
    }
usage-unknown-new = “{ $given }”不是可以新建的内容
    .help = { $suggestion ->
        [nothing] 可以新建 site（网站）、department（部门）、disclosure（一个年度的预算或决算）。
       *[other] 是不是“{ $suggestion }”？
    }
usage-wrong-form = “{ $value }”不能用于 { $given }
    .help = 应当写：{ $form }。
usage-invalid-value = “{ $value }”不能用于 { $given }
    .help = { $known ->
        [nothing] {""}
       *[other] 可以用：{ $known }。
    }
usage-missing-value = { $given } 后面缺少值
usage-missing-argument = 缺少 { $given }
usage-argument-twice = { $given } 不能重复使用
usage-not-text = 参数不是有效的文字
usage-other = 命令写得不对
usage-see-help = 更多信息见 { $command } --help
value-folder = 文件夹
value-folder-or-address = 文件夹|网址
value-file = 文件
value-path = 路径
value-base = 路径
    .form = 斜杠之间的路径，各段只用英文字母、数字和 - . _ ~，如 /ys/
value-port = 端口
    .form = 0 到 65535 的整数
value-threads = 数
    .form = 1 到 1024 的整数
value-uploads = 数
    .form = 1 到 256 的整数
value-count = 数
    .form = 不带单位的整数，如 10
value-text = 文字
    .form = 一行文字，不带控制字符
value-id = 标识
    .form = 小写英文字母、数字和连字符，如 caizheng
value-department = 部门
value-year = 年度
    .form = 四位数字的年度，如 2025
value-years = 年度
    .form = 一个年度或起止年度，如 2023、2018..2022
value-date = 日期
    .form = 年-月-日，如 2025-02-28
value-time = 时长
    .form = 数字加单位，如 24h、7d、30m；0 表示不保留
value-rule = 规则
    .form = 规则的编号或一类规则的字母，如 A12、A
value-language = 语言
    .form = zh-CN 或 en
value-when = 何时
value-format = 格式
value-target = 去处
value-kind = 类型
value-order = 顺序
value-query = 搜索词
value-name = 名称
value-shell = 外壳
value-command = 命令
option-completions-shell = bash、zsh、fish 或 powershell
option-man-command = 哪个命令的手册页，如 build、new site；不写则是整个程序的
man-name = 名称
man-synopsis = 用法
man-description = 说明
man-examples = 示例
man-version = 版本
option-new-folder = 网站的文件夹，没有就建立
option-new-title = 网站名称
option-new-place = 地区名称，如 平乡县
option-new-id = 部门的标识（文件夹名）：小写英文字母、数字和连字符
option-new-name = 部门全称
option-new-short-name = 简称
option-new-code = 预算单位编码
option-new-group = 首页上的分组，如 政府部门
option-new-parent = 主管部门的标识
option-new-department = 部门的标识（文件夹名）
option-new-year = 预算年度，如 2026
option-new-final = 决算；不写则是预算
option-new-unit = 单位（本级）；不写则是部门
option-new-from = 照哪一年的写；不写则照最近的一年
new-site-title = 某县部门预决算公开
new-site-place = 某县
new-site-made = { $folder ->
    [nothing] 网站已建好。下一步：
   *[other] 网站已建好，在 { $folder }。下一步：cd { $folder }，
}运行 mingbai build，打开 public/index.html；{ $readme ->
    [kept] 原有的 README.md 没有改动，怎样改成自己的网站，见 site.toml 里的说明
   *[new] 怎样改成自己的网站，见其中的 README.md
}{ $gitignore ->
    [kept] 。原有的 .gitignore 没有改动，请加上 /public/、/.public* 和 /.mingbai/
   *[new] {""}
}
new-department-made = 部门已建好。下一步：mingbai new disclosure { $id } <年度>
new-title-budget-department = { $name }{ $year }年部门预算
new-title-budget-unit = { $name }{ $year }年单位预算
new-title-final-department = { $name }{ $year }年度部门决算
new-title-final-unit = { $name }{ $year }年度单位决算
new-note = { $year }年：
new-note-budget = { $year }年预算：
new-changes = # 上年写的增减变化：改成今年的，去掉每行开头的井号；不用的删去。
new-disclosure-empty = 已写好 { $file }：这个部门以前没有可以照着写的，各章节和报表都列出来了。~ 填金额，____ 填文字，没有的整行删去，然后运行 mingbai check
new-disclosure-made = 已照 { $from } 写好 { $file }。~ 填金额（{ $year }年的数在行末的注释里），____ 填正文里的数{ $rows ->
    [csv] ，CSV 里的金额留空
   *[nothing] {""}
}；附件、更正和问题说明没有带过来。填好以后运行 mingbai check { $path }
new-disclosure-of-budget = 已照当年的预算 { $from } 写好 { $file }：收入、支出等的金额成为年初预算，请补上全年预算和决算。报表和其他的 ~ 填数（预算的数在行末的注释里），____ 填正文里的数，还写着“预算”的改成“决算”{ $rows ->
    [csv] ，CSV 里的金额留空
   *[nothing] {""}
}；附件、更正和问题说明没有带过来。填好以后运行 mingbai check { $path }
new-disclosure-of-earlier-budget = 已照预算 { $from } 写好 { $file }：那不是当年的预算，所以年初预算、全年预算和决算都留空。~ 填数（{ $year }年预算的数在行末的注释里），____ 填正文里的数，还写着“预算”的改成“决算”{ $rows ->
    [csv] ，CSV 里的金额留空
   *[nothing] {""}
}；附件、更正和问题说明没有带过来。填好以后运行 mingbai check { $path }
option-search-query = 要找的词，写法见下
option-search-site = 生成好的网站的文件夹或网址，默认为网站文件夹下的 public
option-search-department = 只找这个部门：全称、简称、曾用名、拼音都可以
option-search-year = 只找这些年度，如 2023 或 2018..2022
option-search-kind = 只找预算或决算（budget、final 也可以）
option-search-sort = 顺序：相关（默认）、年度或金额（relevance、year、amount 也可以）
option-search-limit = 最多显示几份公开材料，默认 10
option-search-format = 结果的格式：human（默认）或 json；json 里的 amount 以分为单位
search-budget = 预算
search-final = 决算
search-section = 章节
search-project = 项目
search-statement = 报表
search-more = 另有 { $count } 处
search-found = 共 { $disclosures } 份公开材料，{ $hits } 处
search-found-at-most = 最多 { $disclosures } 份公开材料，{ $hits } 处
search-nothing = 没有找到
search-instead = 可以试试：{ $query }
search-ignored = 没有理会“{ $text }”：{ $why }
ignored-not-years = 不是年度
ignored-not-a-kind = 不是预算或决算
ignored-not-a-code = 不是科目编码，科目名称请直接搜索
ignored-not-an-amount = 不是金额，可以写成 >100万元
ignored-nothing-in-it = 没有可以找的字词
ignored-too-long = 太长
