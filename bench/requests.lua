-- Asks for the paths of a file in turn: one a line, behind a tab the ETag to send with it.
-- Arguments: the file, and the line to begin behind. Prints one line of JSON.
local requests, place = {}, 0

function init(arguments)
  for line in io.lines(arguments[1]) do
    local path, tag = line:match("^([^\t]+)\t?(.*)$")
    local headers = {}
    if tag ~= "" then headers["If-None-Match"] = tag end
    requests[#requests + 1] = wrk.format("GET", path, headers)
  end
  place = tonumber(arguments[2]) or 0
end

function request()
  place = place % #requests + 1
  return requests[place]
end

function done(summary, latency)
  local lost = summary.errors
  io.write(string.format(
    '{"requests": %d, "microseconds": %d, "p50": %d, "p99": %d, "refused": %d, "lost": %d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99),
    lost.status, lost.connect + lost.read + lost.write + lost.timeout))
end
