-- Runs lines as Fluent Bit's kubernetes filter gives them through aip.lua; prints field and value of what comes out.
dofile(arg[1])
local function line(text, labels)
  local _, _, record = aip("kube.var.log.containers.x", 1, {
    log = text, kubernetes = {namespace_name = "vision", pod_name = "run-1-0", container_name = "node", labels = labels}})
  print("log\t" .. record.log)
  for name, value in pairs(record.aip) do
    print("aip." .. name .. "\t" .. value)
  end
  for name, value in pairs(record.kubernetes) do
    print("kubernetes." .. name .. "\t" .. tostring(value))
  end
  print("")
end
line("2026-01-15 12:00:00 ERROR CUDA out of memory", {
  ["ai.kubesphere.io/application"] = "scoring", ["ai.kubesphere.io/run"] = "run-1", ["ai.kubesphere.io/module"] = "training",
  ["ai.kubesphere.io/version"] = "v1", ["ai.kubesphere.io/owner"] = "ada", ["kubesphere.io/workspace"] = "research",
  ["app"] = "x", ["app.kubernetes.io/name"] = "x"})
line('level=warning msg="slow"', {["ai.kubesphere.io/run"] = "run-1"})
line("nothing special", nil)
