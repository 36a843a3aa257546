# From the plain form of a ClearQuest record to a canonical ticket.
#
# What comes in: {id, key, kind, version, address, marker, fields: {Name: text}, cut: [Name],
# notes: [{id, author, writtenAt, text}], notesComplete}. A field that the record type lacks, or whose
# text the server cut, is not among the fields, and then it is not in the ticket either.
#
# A record as ClearQuest shows it in JSON is taken as well, so that a mapping can be tried on one; its
# log of notes is then left aside.

# The tool's name of each canonical field: the usual ones, and what is configured under out.
def names:
  {
    title: "Headline",
    description: "Description",
    priority: "Priority",
    status: "State",
    assignee: "Assignee",
    userImpact: "UserImpact",
    rootCause: "Root_Cause",
    resolution: "Resolution",
    reporter: "ReporterMail",
    localTicket: "LocalTicket",
    "counterpart.jira-ops": "JiraKey",
    "counterpart.jira-fmk": "FmkJiraKey",
    "rfc.jira-sds": "RfcKey"
  } + $out;

# The canonical fields that were observed.
def observed:
  . as $fields
  | names
  | with_entries(select(.value as $name | $fields | has($name)) | .value |= $fields[.]);

# The text of a value: of a reference its address, of a list its first.
def text:
  if type == "array" then (if length == 0 then "" else .[0] | text end)
  elif type == "object" then (.["rdf:about"] // .["rdf:resource"] // "")
  elif . == null then ""
  else tostring
  end;

def plain:
  if has("fields") then .
  else
    . as $record
    | {
        id: ((.["rdf:about"] // "") | split("/") | last),
        key: (.["cq:id"] // .["oslc:shortTitle"]),
        kind: .["dcterms:type"],
        version: .["cq:version"],
        marker: "",
        fields: (
          reduce ($record | keys[] | select(startswith("cq:"))) as $name
            ({}; . + {($name[3:]): ($record[$name] | text)})
        ),
        notes: [],
        notesComplete: false
      }
  end;

plain
| .fields as $fields
| ($fields | observed) as $observed
| {
    id,
    key,
    kind,
    version,
    marker,
    fields: ($observed | with_entries(select(.key | startswith("counterpart.") | not))),
    counterparts: (
      $observed
      | with_entries(select(.key | startswith("counterpart.")) | .key |= .[("counterpart." | length):])
    ),
    comments: [
      .notes[]?
      | {id, author, writtenAt, text}
    ],
    commentsComplete: .notesComplete,
    createdAt: $fields.Submit_Date,
    lastChange: {at: $fields.Last_Modified, by: $fields.Last_Modified_By}
  }
