# Sourced by ./hie and ./mvnw: sets JAVA_HOME to a JDK of at least 21, preferring the newest one found.
# Looks at HIE_JAVA_HOME, JAVA_HOME, the java on the path, and the places where JDKs are usually installed.
hie_java_major() {
  [ -x "$1/bin/javac" ] && [ -f "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

hie_find_jdk() {
  hie_best="" hie_best_major=0
  for hie_home in "${HIE_JAVA_HOME:-}" "${JAVA_HOME:-}"; do
    hie_major=$(hie_java_major "$hie_home" 2>/dev/null) || continue
    if [ "${hie_major:-0}" -ge 21 ]; then JAVA_HOME="$hie_home"; export JAVA_HOME; return 0; fi
  done
  hie_on_path=$(command -v javac 2>/dev/null) && hie_on_path=$(readlink -f "$hie_on_path")
  for hie_home in "${hie_on_path%/bin/javac}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
      "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    hie_major=$(hie_java_major "$hie_home" 2>/dev/null) || continue
    if [ "${hie_major:-0}" -gt "$hie_best_major" ]; then hie_best="$hie_home" hie_best_major=$hie_major; fi
  done
  if [ "$hie_best_major" -ge 21 ]; then JAVA_HOME="$hie_best"; export JAVA_HOME; return 0; fi
  echo "HIE needs a JDK of version 21 or newer and found none; install one, or set JAVA_HOME (or HIE_JAVA_HOME) to it." >&2
  return 1
}
