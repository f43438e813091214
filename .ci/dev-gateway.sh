# Sourced by the other checks. Starts quarkus:dev for a check and ends it afterwards.

# dev_gateway COMMAND...: starts quarkus:dev, waits until it answers, and runs the command. Ends only what it started.
dev_gateway() {
  dev_log=$(mktemp)
  setsid ./mvnw -B quarkus:dev < /dev/null > "$dev_log" 2>&1 &
  dev=$!
  trap 'kill -- -"$dev" 2>/dev/null || true; wait "$dev" 2>/dev/null || true; rm -f "$dev_log"' EXIT
  for _ in $(seq 120); do
    if curl -sf -o /dev/null http://localhost:8080/v1/amr-table; then
      starts_quietly
      "$@"
      return
    fi
    sleep 1
  done
  echo "quarkus:dev did not answer within two minutes:"
  cat "$dev_log"
  return 1
}

# starts_quietly: the start must log no error, even without a container engine, and end with the two addresses.
starts_quietly() {
  local last
  for _ in $(seq 20); do
    last=$(grep -v '^[[:space:]]*$' "$dev_log" | tail -n 2)
    [[ $last == *http://localhost:8080/v1/*http://localhost:8080/ ]] && break
    sleep 1
  done
  if grep -qE '\bERROR\b' "$dev_log" || [[ $last != *http://localhost:8080/v1/*http://localhost:8080/ ]]; then
    echo "quarkus:dev starts with an error, or doesn't end with the addresses:"
    cat "$dev_log"
    return 1
  fi
}

# no_test_left_out PATTERN COMMAND...: runs tests, and fails unless the last line with their count matches the pattern,
# because skipped or missing tests would prove nothing.
no_test_left_out() {
  local pattern=$1
  shift
  "$@" | tee "$dev_log.tests"
  local count
  count=$(grep 'Tests run:' "$dev_log.tests" | tail -n 1)
  rm -f "$dev_log.tests"
  [[ $count =~ $pattern ]]
}
