-- Lists as people and programs ask for them, one after the other.
local paths = {
  "/v1/events?limit=50", "/v1/events?limit=50&state=CHN", "/v1/events?limit=50&pair=KAZ-CHN", "/v1/events?limit=50&type=CONSULT&from=2015",
  "/v1/encounters?limit=50", "/v1/encounters?limit=50&state=RUS&kind=meeting", "/v1/statements?limit=50", "/v1/statements?limit=50&state=USA",
  "/v1/commitments?limit=50", "/v1/ledger?limit=50&state=CHN", "/v1/articles?limit=50", "/v1/actors?limit=50",
}
local n = 0

function request()
  n = n % #paths + 1
  return wrk.format("GET", paths[n])
end

function done(summary, latency, _)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  io.write(string.format("lists: %.0f answers/s, p50 %.1f ms, p99 %.1f ms, failed %d\n",
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, failed))
end
