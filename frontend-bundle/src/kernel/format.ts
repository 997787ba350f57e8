import { language } from './i18n';
import { kernelText } from './locales';

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** Bytes in binary units, as Kubernetes writes quantities. */
export function formatBytes(bytes: number): string {
  const step = bytes > 0 ? Math.min(Math.floor(Math.log2(bytes) / 10), UNITS.length - 1) : 0;
  const amount = bytes / 1024 ** step;
  return `${amount.toLocaleString(locale(), { maximumFractionDigits: amount < 10 ? 1 : 0 })} ${UNITS[step]}`;
}

export function formatNumber(value: number): string {
  return value.toLocaleString(locale(), { maximumSignificantDigits: 6 });
}

/** Date and time of an RFC 3339 text, in the zone of the browser; a dash for nothing. */
export function formatTime(time: string | undefined): string {
  return time ? new Date(time).toLocaleString(locale(), { dateStyle: 'medium', timeStyle: 'medium' }) : '–';
}

/** How long ago, as long as that says more than the date. */
export function formatAge(time: string | undefined, now = Date.now()): string {
  if (!time) {
    return '–';
  }
  const seconds = Math.max(0, Math.round((now - Date.parse(time)) / 1000));
  if (seconds < 60) return kernelText('agoSeconds', { n: seconds });
  if (seconds < 3600) return kernelText('agoMinutes', { n: Math.floor(seconds / 60) });
  if (seconds < 86_400) return kernelText('agoHours', { n: Math.floor(seconds / 3600) });
  return formatTime(time);
}

/** `1h 02m 03s` between two times; until now while the second is absent. */
export function formatDuration(from: string | undefined, to: string | undefined, now = Date.now()): string {
  if (!from) {
    return '–';
  }
  return formatSeconds(Math.max(0, Math.round(((to ? Date.parse(to) : now) - Date.parse(from)) / 1000)));
}

export function formatSeconds(total: number): string {
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, Math.round(total % 60)];
  const two = (value: number) => String(value).padStart(2, '0');
  if (hours > 0) return `${hours}h ${two(minutes)}m ${two(seconds)}s`;
  return minutes > 0 ? `${minutes}m ${two(seconds)}s` : `${seconds}s`;
}

/** The first characters of a digest, enough to tell two apart. */
export function shortDigest(digest: string | undefined): string {
  return digest ? digest.replace('sha256:', '').slice(0, 12) : '–';
}

function locale(): string {
  return language() === 'zh' ? 'zh-CN' : 'en-GB';
}
