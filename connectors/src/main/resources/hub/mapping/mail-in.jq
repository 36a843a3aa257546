# From a mail to a canonical ticket.
#
# What comes in: {id, key, mail, messageId, desk, from, fromName, reporter, subject, title, text,
# wholeText, number, caseNumber, sentAt, automatic, bounce: {status, permanent}, attachments: [{name,
# type, size}]}. `text` is what the mail says newly; `wholeText` has its quotations and signature too.
#
# Every mail is given as the ticket that it would open and as the comment that it is otherwise: only
# the hub knows which. A mail of a program opens nothing.

def named: map("- \(.name) (\(.type)\(if .size == "" then "" else ", " + .size end))") | join("\n");

# Attachments stay in the mail; their names go along.
def words:
  .text
  + (if (.attachments | length) > 0 then "\n\n[attachments in the mail]\n" + (.attachments | named)
     else "" end);

# Whether the national desk has confirmed that a record is wanted, where a site asks it.
def unconfirmed: if $out | has("confirmed") then {confirmed: "no"} else {} end;

# What the hub may tell the desk is shown empty, since nothing was told yet.
def untold: $out | with_entries(select(.key | startswith("counterpart.") | not) | .value = "");

{
  id,
  key,
  kind: "mail",
  fields: (
    if .automatic or .bounce then {}
    else
      untold
      + unconfirmed
      + {
          title,
          description: words,
          status: ["received", "RECEIVED"],
          reporter,
          localTicket: .number,
          desk,
          thread: .mail,
          caseNumber
        }
    end
  ),
  counterparts: (
    if .automatic or .bounce then {}
    else
      [$out | keys[] | select(startswith("counterpart.")) | {key: .[12:], value: ""}] | from_entries
    end
  ),
  comments: [
    if .bounce then
      {
        id: .mail,
        author: "mail server",
        writtenAt: .sentAt,
        text: "A mail to the desk was not delivered: \(.bounce.status)."
      }
    else
      {
        id: .mail,
        author: (if .fromName == "" then .from else .fromName end),
        writtenAt: .sentAt,
        text: words,
        restricted: .automatic
      }
    end
  ],
  commentsComplete: false,
  createdAt: .sentAt
}
