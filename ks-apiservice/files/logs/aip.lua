-- For Fluent Bit: writes the platform's labels of a pod into fields without dots below "aip", and the level that a line
-- begins with.
local words = {TRACE = "trace", DEBUG = "debug", INFO = "info", NOTICE = "info", WARN = "warn", WARNING = "warn",
               ERROR = "error", CRITICAL = "fatal", FATAL = "fatal", PANIC = "fatal"}
local lifted = {["ai.kubesphere.io/application"] = "application", ["ai.kubesphere.io/run"] = "run",
                ["ai.kubesphere.io/module"] = "module", ["ai.kubesphere.io/version"] = "version",
                ["ai.kubesphere.io/owner"] = "owner", ["kubesphere.io/workspace"] = "workspace"}
function level(text)
  local head = string.sub(text, 1, 160)
  local given = string.match(head, 'level="?(%a+)')
  if given and words[string.upper(given)] then
    return words[string.upper(given)]
  end
  for word in string.gmatch(head, "%u+") do
    if words[word] then
      return words[word]
    end
  end
  return nil
end
function aip(tag, timestamp, record)
  local kubernetes = record["kubernetes"]
  if type(kubernetes) ~= "table" then
    return 0, timestamp, record
  end
  local fields = {}
  for label, value in pairs(kubernetes["labels"] or {}) do
    if lifted[label] then
      fields[lifted[label]] = value
    end
  end
  fields["level"] = level(record["log"] or "")
  record["aip"] = fields
  -- A label "app" and a label "app.kubernetes.io/name" cannot be fields of one document.
  kubernetes["labels"] = nil
  kubernetes["annotations"] = nil
  return 2, timestamp, record
end
