# Holds one server process: sends signals to it and to all of its children, and ends them when
# standard input ends, which is when the JVM at the other end of the pipe is gone, however it went.
# Usage: sh -c "$(cat leash.sh)" leash [DIRECTORY]    DIRECTORY is deleted at the end.
# Each line on standard input is a command, each command is answered by one line on standard output:
#   watch PID | gone PID | STOP | CONT | KILL | INT | TERM
# POSIX sh only. Children are looked up by parent and not by process group, because PostgreSQL puts
# each of its children in a session of its own.

# Outlive the terminal's signals and an answer that nobody reads any more.
trap '' HUP INT TERM PIPE

doomed=${1-}
root=

# Prints pid:parent of every process; by reading /proc where there is one, as ps may not be installed.
pairs() {
  if [ -r /proc/self/stat ]; then
    for stat in /proc/[0-9]*/stat; do
      { read -r line < "$stat"; } 2>/dev/null || continue
      pid=${stat#/proc/}
      # The command's name stands in parentheses and may hold anything: what counts comes after it.
      set -- ${line##*") "}
      echo "${pid%/stat}:${2-}"
    done
  else
    ps -A -o pid= -o ppid= | while read -r pid parent; do echo "$pid:$parent"; done
  fi
}

# Prints the process given and all of its descendants.
tree() {
  known=" $1 " all=$(pairs) grown=yes
  while [ "$grown" ]; do
    grown=
    for pair in $all; do
      case $known in *" ${pair%:*} "*) continue ;; esac
      case $known in *" ${pair#*:} "*) known="$known${pair%:*} " grown=yes ;; esac
    done
  done
  echo $known
}

# Stops the whole tree, parents first: a stopped parent has no new children, so the rounds come to an end.
freeze() {
  kill -STOP "$1" || return 0
  seen=
  while now=$(tree "$1"); [ "$now" != "$seen" ]; do
    kill -STOP $now
    seen=$now
  done
}

# Kills the whole tree at one point in time, and waits (at most 2 s) until nothing of it runs.
destroy() {
  freeze "$1"
  prey=$(tree "$1")
  kill -KILL $prey
  rounds=0
  while [ $rounds -lt 100 ] && running $prey; do
    sleep 0.02 || sleep 1
    rounds=$((rounds + 1))
  done
}

# Whether any of the processes still runs; a dead one which its parent has not collected does not.
running() {
  for pid in "$@"; do
    kill -0 "$pid" || continue
    { read -r line < "/proc/$pid/stat"; } || { [ -d /proc/self ] || return 0; continue; }
    case ${line##*") "} in [ZX]*) ;; *) return 0 ;; esac
  done
  return 1
}

exec 2>/dev/null
echo ready
while read -r verb pid; do
  case $verb in
    watch) root=$pid ;;
    # Only the one meant: the next process may be watched already.
    gone) [ "$root" != "$pid" ] || root= ;;
    STOP) [ -z "$root" ] || freeze "$root" ;;
    CONT) [ -z "$root" ] || kill -CONT $(tree "$root") ;;
    KILL) [ -z "$root" ] || destroy "$root" ;;
    INT | TERM) [ -z "$root" ] || kill "-$verb" "$root" ;;
  esac
  echo "$verb"
done
[ -z "$root" ] || destroy "$root"
[ -z "$doomed" ] || rm -rf -- "$doomed"
