import { language } from './i18n';

/** What the service says of an answer that is not whole; `{}` are figures and names, in the same order in both languages. */
export const notices: Record<string, string> = {
  'Nobody measures what is used: set the address of a Prometheus (overview.prometheus.url), or install metrics-server for CPU and memory':
    '没有组件测量用量：请设置 Prometheus 的地址（overview.prometheus.url），或安装 metrics-server 以获取 CPU 和内存用量',
  'Figures over time need a Prometheus (overview.prometheus.url)': '历史数据需要 Prometheus（overview.prometheus.url）',
  'There are cards, but nobody measures them: install NVIDIA\'s DCGM exporter': '集群中有显卡，但没有组件测量它们：请安装 NVIDIA 的 DCGM exporter',
  '{} of {} machines are not measured, so the used figures are too low': '有 {} 台机器（共 {} 台）未被测量，因此已用数值偏低',
  'Of {} spans the {} nearest to the beginning are shown': '共 {} 个 span，仅显示最靠近开头的 {} 个',
  'Clocks of services differ; times that cannot be are moved, by how much each span says': '各服务的时钟不一致；不可能的时间已被平移，平移量见各个 span',
  'Some spans name a parent that nobody has reported: it is not at its end yet, was not sampled, or lost':
    '部分 span 的父级没有上报：它尚未结束、未被采样，或已丢失',
  '{} reports were of spans that are known': '有 {} 次上报的 span 是重复的',
  'There is more to look through than one question allows; choose a project or a service': '需要查找的内容超出一次查询的上限；请选择项目或服务',
  'No server keeps spans here; the platform admin can name a Jaeger, Tempo or Zipkin (tracing.server.url)':
    '此处没有保存 span 的服务器；平台管理员可以指定 Jaeger、Tempo 或 Zipkin（tracing.server.url）',
  '{} has no index of logs; let a log pipeline write one, or name the right one (logs.store.index)':
    '{} 中没有日志索引；请让日志管道写入索引，或指定正确的索引（logs.store.index）',
  '{} takes no new lines for {} because its disk is full, so the newest are missing; free some space':
    '{} 因磁盘已满而不再接收 {} 的新日志，因此缺少最新的日志；请释放空间',
  'More than {} lines have the very same time; some of them are left out here': '超过 {} 行日志的时间完全相同；此处省略了其中一部分',
  'Too many searches are open to page safely through lines of the same time; some may be missing or come twice':
    '同时打开的搜索过多，无法可靠地翻阅时间相同的日志；可能有遗漏或重复',
  '{} gave up searching in time; ask for a shorter range to see everything': '{} 未能在时限内完成搜索；请缩短时间范围以查看全部',
  '{} could not search {} of {} parts of its index, so lines are missing: {}': '{} 有 {} 个索引分片（共 {} 个）无法搜索，因此缺少日志：{}',
  'The index keeps {} only in pieces; map it as keyword to find by it': '索引对 {} 做了分词；请将其映射为 keyword 才能按它查找',
  'No line has the field {}, so nothing is found by it; let the log pipeline write it': '没有日志包含字段 {}，因此无法按它查找；请让日志管道写入该字段',
  '{} lines and maybe more have the very same time; the rest is left out here': '至少有 {} 行日志的时间完全相同；此处省略了其余部分',
  'The export ends after {} lines; ask for a shorter range to get the rest': '导出在 {} 行后结束；请缩短时间范围以获取其余部分',
  'The export ends after {} lines': '导出在 {} 行后结束',
  'Only the first {} lines were looked at': '仅查看了前 {} 行',
  'Only the logs of runs are kept here, each by its name; OpenSearch, Elasticsearch or Loki would provide those of all pods (logs.store.url)':
    '此处仅按名称保存运行的日志；所有容器组的日志需要 OpenSearch、Elasticsearch 或 Loki（logs.store.url）',
  "Who follows this link can take the project's filter away there; what he may see then is for that tool to decide":
    '打开此链接的人可以在该工具中去掉项目过滤条件；届时能看到什么由该工具决定',
  "KubeSphere's page is not told all of the question and shows more lines": 'KubeSphere 的页面没有收到全部查询条件，会显示更多的行',
  'Lines were not counted: {}': '未统计行数：{}',
};

const patterns = Object.entries(notices).map(([english, chinese]) => ({ pattern: pattern(english), chinese }));

function pattern(english: string): RegExp {
  const literal = english.split('{}').map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('(.+?)')}$`, 's');
}

/** A notice in the user's language; as it is where nobody has translated it. */
export function noticed(message: string): string {
  if (language() !== 'zh') {
    return message;
  }
  for (const { pattern: known, chinese } of patterns) {
    const values = known.exec(message)?.slice(1);
    if (values) {
      return chinese.replace(/\{}/g, () => values.shift() ?? '');
    }
  }
  return message;
}
