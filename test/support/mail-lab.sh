#!/usr/bin/env bash
# A real mail server on loopback for the tests: Dovecot (IMAP, LMTP) and Postfix (SMTP), both under
# one folder of their own and on high ports. Run it as root.
#
#   mail-lab.sh start   begins both and waits until they answer
#   mail-lab.sh env     prints the TEST_… lines that the tests read
#   mail-lab.sh stop    ends both; the folder stays
#
# MAILLAB_DIR   the folder (default ./mail-lab); every folder above it must be open to other users
# MAILLAB_BASE  the first of seven ports (default 24100):
#   +0 SMTP as the world reaches it, no login    +1 submission with login   +2 the same, TLS from the start
#   +3 LMTP                                      +4 IMAP                    +5 the same, TLS from the start
#   +6 where Postfix asks Dovecot about passwords
# STARTTLS is offered on +0, +1 and +4; its certificate is its own authority (TEST_MAIL_CA).
#
# Any user name with the password `secret` may log in, and owns the mailbox of that address. A letter
# to any address at all lies in that address's mailbox, except to
#   @bounce.test    accepted, then a delivery report (5.1.1) goes to the sender
#   @reject.test    refused at once with 550
#   @tempfail.test  refused for now with 451
#   @defer.test     accepted, then kept in the queue
# A wrong password does not slow the next logins: the tests measure how long things take.
set -euo pipefail
umask 022

dir=$(realpath -m "${MAILLAB_DIR:-mail-lab}")
base=${MAILLAB_BASE:-24100}
smtp=$base
submission=$((base + 1))
smtps=$((base + 2))
lmtp=$((base + 3))
imap=$((base + 4))
imaps=$((base + 5))
auth=$((base + 6))
PATH=$PATH:/usr/sbin:/sbin

certificate() {
  [ -s "$dir/tls/cert.pem" ] && return
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost \
    -addext 'subjectAltName=DNS:localhost,IP:127.0.0.1' \
    -keyout "$dir/tls/key.pem" -out "$dir/tls/cert.pem" 2>/dev/null
  chmod 600 "$dir/tls/key.pem"
}

dovecot_config() {
  cat <<CONF
base_dir = $dir/dovecot/run
state_dir = $dir/dovecot/state
log_path = $dir/log/dovecot.log
protocols = imap lmtp
# What it calls itself in the Received that it adds: the house that TRUSTED_AUTHSERV_ID of the tests names.
hostname = mail.lab.test
listen = 127.0.0.1
first_valid_uid = 1

ssl = yes
ssl_cert = <$dir/tls/cert.pem
ssl_key = <$dir/tls/key.pem
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_username_format = %Lu
auth_failure_delay = 0
mail_max_userip_connections = 1000
mail_location = maildir:~/Maildir
recipient_delimiter = +
lmtp_save_to_detail_mailbox = no

passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=mail gid=mail home=$dir/mail/%Lu allow_all_users=yes
}

namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
  mailbox Junk {
    auto = subscribe
    special_use = \\Junk
  }
  mailbox Trash {
    auto = subscribe
    special_use = \\Trash
  }
  mailbox Archive {
    auto = subscribe
    special_use = \\Archive
  }
}

protocol imap {
  imap_idle_notify_interval = 30 s
}
service imap-login {
  chroot =
  inet_listener imap {
    port = $imap
  }
  inet_listener imaps {
    port = $imaps
    ssl = yes
  }
}
service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = $lmtp
  }
}
service auth {
  inet_listener {
    address = 127.0.0.1
    port = $auth
  }
}
service stats {
  chroot =
}
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
CONF
}

postfix_main() {
  cat <<CONF
compatibility_level = 3.6
myhostname = mail.lab.test
mydomain = lab.test
myorigin = lab.test
mydestination =
queue_directory = $dir/postfix/spool
data_directory = $dir/postfix/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
maillog_file = $dir/log/postfix.log
maillog_file_prefixes = $dir
alias_maps =
alias_database =

inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
disable_dns_lookups = yes
smtp_dns_support_level = disabled
smtpd_peername_lookup = no

virtual_mailbox_domains = static:all
virtual_mailbox_maps =
virtual_transport = lmtp:inet:127.0.0.1:$lmtp
lmtp_destination_recipient_limit = 1
local_recipient_maps =
transport_maps = inline:{ {bounce.test = nobody-here:}, {defer.test = smtp:[127.0.0.1]:1} }
smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject
smtpd_recipient_restrictions = check_recipient_access
  inline:{ {reject.test = 550 5.1.1 No such user here}, {tempfail.test = 451 4.3.0 Try again later} },
  permit

smtpd_tls_cert_file = $dir/tls/cert.pem
smtpd_tls_key_file = $dir/tls/key.pem
smtpd_tls_security_level = may
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:$auth
smtpd_sasl_auth_enable = no

smtputf8_enable = yes
append_dot_mydomain = no
biff = no
message_size_limit = 52428800
bounce_queue_lifetime = 1h
maximal_queue_lifetime = 1h
smtpd_client_connection_rate_limit = 0
smtpd_client_connection_count_limit = 0
smtpd_error_sleep_time = 0
CONF
}

postfix_master() {
  cat <<CONF
127.0.0.1:$smtp       inet n - n - - smtpd
127.0.0.1:$submission inet n - n - - smtpd
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
127.0.0.1:$smtps      inet n - n - - smtpd
  -o smtpd_tls_wrappermode=yes
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_client_restrictions=permit_sasl_authenticated,reject
pickup    unix  n - n 60    1 pickup
cleanup   unix  n - n -     0 cleanup
qmgr      unix  n - n 300   1 qmgr
tlsmgr    unix  - - n 1000? 1 tlsmgr
rewrite   unix  - - n -     - trivial-rewrite
bounce    unix  - - n -     0 bounce
defer     unix  - - n -     0 bounce
trace     unix  - - n -     0 bounce
verify    unix  - - n -     1 verify
flush     unix  n - n 1000? 0 flush
proxymap  unix  - - n -     - proxymap
smtp      unix  - - n -     - smtp
showq     unix  n - n -     - showq
error     unix  - - n -     - error
retry     unix  - - n -     - error
lmtp      unix  - - n -     - lmtp
anvil     unix  - - n -     1 anvil
scache    unix  - - n -     1 scache
postlog   unix-dgram n - n - 1 postlogd
nobody-here unix - n n -    - pipe
  flags=R user=nobody argv=/bin/sh -c {echo 5.1.1 No such user here; exit 67}
CONF
}

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

wait_for() {
  for _ in $(seq 200); do
    answers "$1" && return
    sleep 0.05
  done
  echo "mail-lab: nothing answers on port $1" >&2
  tail -n 20 "$dir"/log/*.log >&2 || true
  return 1
}

# A process that only waits for its parent to notice its end is no longer alive.
alive() { case $(ps -o stat= -p "$1" 2>/dev/null) in '' | Z*) return 1 ;; esac; }

# Ends the process itself, not its port: a port may be free a little before.
end() {
  [ -s "$1" ] || return 0
  local pid
  pid=$(tr -d ' \n' <"$1")
  kill -TERM "$pid" 2>/dev/null || return 0
  for _ in $(seq 200); do
    alive "$pid" || return 0
    sleep 0.05
  done
  kill -KILL "$pid" 2>/dev/null || true
}

start() {
  [ "$(id -u)" = 0 ] || { echo 'mail-lab: run it as root' >&2; exit 1; }
  local port
  for port in $(seq "$base" "$auth"); do
    answers "$port" && { echo "mail-lab: port $port is taken; set MAILLAB_BASE" >&2; exit 1; }
  done
  mkdir -p "$dir"/{mail,log,tls,dovecot,postfix/conf,postfix/spool,postfix/data}
  chown mail:mail "$dir/mail"
  chown postfix "$dir/postfix/data"
  certificate
  dovecot_config >"$dir/dovecot/dovecot.conf"
  postfix_main >"$dir/postfix/conf/main.cf"
  postfix_master >"$dir/postfix/conf/master.cf"

  dovecot -c "$dir/dovecot/dovecot.conf"
  wait_for "$imap"
  wait_for "$lmtp"
  postfix -c "$dir/postfix/conf" start >"$dir/log/postfix-start.log" 2>&1 || {
    cat "$dir/log/postfix-start.log" >&2
    exit 1
  }
  wait_for "$smtp"
  wait_for "$submission"
}

stop() {
  end "$dir/postfix/spool/pid/master.pid"
  end "$dir/dovecot/run/master.pid"
}

# The tests put the user they want into these addresses.
env_lines() {
  echo "TEST_IMAP_URL=imap://privacy%40lab.test:secret@127.0.0.1:$imap"
  echo "TEST_SMTP_URL=smtp://privacy%40lab.test:secret@127.0.0.1:$submission"
  echo "TEST_LMTP_URL=lmtp://127.0.0.1:$lmtp"
  echo "TEST_MAIL_CA=$dir/tls/cert.pem"
  echo "TEST_MAIL_DIR=$dir/mail"
}

case ${1:-} in
  start) start ;;
  stop) stop ;;
  env) env_lines ;;
  *) sed -n '2,24s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
