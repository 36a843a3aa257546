# From the plain form of a ClearQuest record to a canonical ticket.
#
# What comes in: {id, key, kind, version, address, marker, fields: {Name: text}, cut: [Name],
# notes: [{id, author, writtenAt, text}], notesComplete}. A field that the record type lacks, or whose
# text the server cut, is not among the fields, and then it is not in the ticket either.
#
# A record as ClearQuest shows it in JSON is taken as well, so that a mapping can be tried on one; its
# log of notes is then left aside.

# The tool's name of a canonical field: as configured under out, else the usual one.
def name($canonical; $usual): $out[$canonical] // $usual;

# The field, if it was observed.
def observed($canonical; $usual):
  . as $fields
  | name($canonical; $usual) as $name
  | if $fields | has($name) then {($canonical): $fields[$name]} else {} end;

def counterpart($system; $usual):
  . as $fields
  | name("counterpart." + $system; $usual) as $name
  | if $fields | has($name) then {($system): $fields[$name]} else {} end;

# Keys written into one field, apart by blanks, commas or semicolons.
def keys_in($name): (.[$name] // "") | [splits("[\\s,;]+")] | map(select(. != ""));

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
| {
    id,
    key,
    kind,
    version,
    marker,
    fields: (
      $fields
      | observed("title"; "Headline")
      + observed("description"; "Description")
      + observed("priority"; "Priority")
      + observed("status"; "State")
      + observed("assignee"; "Assignee")
      + observed("userImpact"; "UserImpact")
      + observed("rootCause"; "Root_Cause")
      + observed("resolution"; "Resolution")
      + observed("reporter"; "ReporterMail")
      + observed("localTicket"; "LocalTicket")
    ),
    counterparts: ($fields | counterpart("jira-ops"; "JiraKey")),
    references: (
      $fields | keys_in("RfcKey") | map({kind: "RELATED", system: "jira-sds", key: .})
    ),
    comments: [
      .notes[]?
      | {id, author, writtenAt, text}
    ],
    commentsComplete: .notesComplete,
    createdAt: $fields.Submit_Date,
    lastChange: {at: $fields.Last_Modified, by: $fields.Last_Modified_By}
  }
