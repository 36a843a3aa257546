#!/usr/bin/env bash
# A mail server of Postfix and Dovecot on loopback, with TLS, for trying the hub's mail against real servers.
# Nothing of the machine's own mail set-up is read or changed. Needs root, as Postfix does.
#
#   apt-get install --no-install-recommends postfix dovecot-imapd openssl
#   docs/how-to/postfix-and-dovecot.sh start /var/tmp/mail-trial
#   docs/how-to/postfix-and-dovecot.sh stop  /var/tmp/mail-trial
#
# SMTP of the world: 10025. Submission with STARTTLS and password: 10587. IMAP over TLS: 10993.
# Mailboxes: nsp@hub.example, servicedesk@region-eksempel.example, borger@post.example; the password of each is
# "trial".
set -euo pipefail
[[ $# == 2 && ($1 == start || $1 == stop) ]] || { sed -n '2,12s/^# \{0,1\}//p' "$0"; exit 2; }
readonly home=$2

if [[ $1 == stop ]]; then
  postfix -c "$home/postfix" stop || true
  dovecot -c "$home/dovecot.conf" stop
  exit
fi

mkdir -p "$home"/{postfix,queue,data,mail,run,tls}
user=$(id -u postfix) group=$(id -g postfix)
chown "$user:$group" "$home/mail" "$home/data"
if [[ ! -f $home/tls/key.pem ]]; then
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$home/tls/key.pem" -out "$home/tls/cert.pem" 2>/dev/null
fi

cat > "$home/dovecot.conf" <<DOVECOT
base_dir = $home/run
log_path = $home/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <$home/tls/cert.pem
ssl_key = <$home/tls/key.pem
mail_location = maildir:$home/mail/%d/%n
first_valid_uid = $user
passdb {
  driver = static
  args = password=trial
}
userdb {
  driver = static
  args = uid=$user gid=$group home=$home/mail/%d/%n
}
service imap-login {
  inet_listener imap {
    port = 0
  }
  inet_listener imaps {
    port = 10993
  }
}
service auth {
  unix_listener $home/queue/auth {
    mode = 0666
  }
}
DOVECOT

cat > "$home/postfix/main.cf" <<MAIN
compatibility_level = 3.6
queue_directory = $home/queue
data_directory = $home/data
maillog_file = $home/postfix.log
maillog_file_prefixes = $home
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.hub.example
mydestination =
relay_domains =
default_transport = error:this server delivers to nobody else
virtual_mailbox_domains = hub.example, region-eksempel.example, post.example
virtual_mailbox_base = $home/mail
virtual_mailbox_maps = texthash:$home/postfix/mailboxes
virtual_uid_maps = static:$user
virtual_gid_maps = static:$group
virtual_minimum_uid = 1
recipient_delimiter = +
message_size_limit = 52428800
virtual_mailbox_limit = 0
smtpd_tls_cert_file = $home/tls/cert.pem
smtpd_tls_key_file = $home/tls/key.pem
smtpd_recipient_restrictions = reject_unauth_destination
MAIN
cat > "$home/postfix/mailboxes" <<MAILBOXES
nsp@hub.example hub.example/nsp/
servicedesk@region-eksempel.example region-eksempel.example/servicedesk/
borger@post.example post.example/borger/
MAILBOXES

cat > "$home/postfix/master.cf" <<MASTER
10025     inet  n - n - - smtpd
10587     inet  n - n - - smtpd
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_sasl_type=dovecot
  -o smtpd_sasl_path=auth
  -o smtpd_reject_unlisted_recipient=no
  -o smtpd_recipient_restrictions=permit_sasl_authenticated,reject
pickup    unix  n - n 60 1 pickup
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
proxymap  unix  - - n - - proxymap
error     unix  - - n - - error
virtual   unix  - n n - - virtual
tlsmgr    unix  - - n 1000? 1 tlsmgr
anvil     unix  - - n - 1 anvil
postlog   unix-dgram n - n - 1 postlogd
MASTER

dovecot -c "$home/dovecot.conf"
postfix -c "$home/postfix" start > "$home/start.log" 2>&1 < /dev/null
echo "mail server up; certificate in $home/tls/cert.pem, logs in $home/*.log"
