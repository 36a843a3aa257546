# A Jira issue as a canonical ticket: the answer of GET issue?expand=names,changelog, or a webhook's
# body. Fields that hub.yaml names under out: are read by their name in Jira or their id; $out is that
# table and $system is the system's id.

def plain:
  if type == "object" then
    if .type == "doc" then documentText
    elif .child?.value? then (.value + " / " + .child.value)
    else (.value // .name // .key // .id) | tostring
    end
  elif type == "array" then map(plain) | join(", ")
  else .
  end;

def who: .name // .accountId // .key // .displayName // "";

def stripped($prefix): .[($prefix | length):];

. as $payload
| (if .issue then .issue else . end) as $issue
| ($issue.fields // {}) as $f
| ($payload.names // $issue.names // {}) as $names

# The id of the field that out: names; null where this issue does not show it.
| def fieldId($name):
    if ($f | has($name)) then $name
    else
      [$names | to_entries[] | select(.value == $name and (.key | startswith("customfield_"))) | .key]
      | if length > 1 then error("two fields are called \"" + $name + "\": " + join(", ") + "; use one of these ids under out:")
        else .[0]
        end
    end;

  def named:
    . as $name | fieldId($name) as $id | if $id == null then null else {value: ($f[$id] | plain)} end;

  ($out | with_entries(select(.key | startswith("counterpart.") | not))) as $plainOut

# The newest change of each canonical field, from the changelog.
| ({"summary": "title", "description": "description", "priority": "priority", "status": "status"}
    + ([$plainOut | to_entries[] | {key: .value, value: .key}] | from_entries)
    + ([$out | to_entries[] | select(.key | startswith("counterpart.")) | {key: .value, value: .key}] | from_entries)) as $canonical
| ([($issue.changelog // $payload.changelog // {}).histories[]?]
    | sort_by(.id as $id | try ($id | tonumber) catch 0)) as $histories
| ([$histories[]
    | . as $history
    | .items[]?
    | ($canonical[.fieldId // ""] // $canonical[.field] // $canonical[$names[.fieldId // ""] // ""]) as $name
    | select($name != null)
    | {key: $name, value: {at: $history.created, by: ($history.author // {} | who)}}]
  | from_entries) as $changes

| (($issue.properties // $payload.properties // {})["incident-hub"].marker // null) as $property
| ([$f.issuelinks[]? | select((.type.name // "") == "Cloners" and .outwardIssue)] | length > 0) as $isClone
| ([$f.labels[]? | select(startswith("hub-")) | stripped("hub-")][0]) as $tag

| {
    id: $issue.id,
    key: $issue.key,
    kind: $f.issuetype.name,
    version: $f.updated,
    createdAt: $f.created,
    presence: (if $payload.webhookEvent == "jira:issue_deleted" then "DELETED" else "PRESENT" end),
    # A clone keeps labels, and is not what the hub made; issue properties are not cloned.
    marker: ($property // (if $isClone then "" else $tag // "" end)),
    fields: (
      {}
      + (if $f | has("summary") then {title: $f.summary} else {} end)
      + (if $f | has("description") then {description: ($f.description | plain)} else {} end)
      + (if $f | has("priority") then {priority: [$f.priority.id?, $f.priority.name?]} else {} end)
      + (if $f | has("status") then {status: [$f.status.id?, $f.status.name?]} else {} end)
      + ([$plainOut | to_entries[]
          | (.value | named) as $found
          | select($found != null and ((.key == "status" or .key == "priority") | not))
          | {key, value: $found.value}] | from_entries)
    ),
    counterparts: (
      [$out | to_entries[]
        | select(.key | startswith("counterpart."))
        | (.value | named) as $found
        | select($found != null)
        | {key: (.key | stripped("counterpart.")), value: ($found.value // "" | tostring)}] | from_entries
    ),
    comments: (
      if ($f.comment | type) == "object" and ($f.comment.comments | length) >= ($f.comment.total // 0) then
        [$f.comment.comments[]
          | {
              id,
              author: (.author // {} | .displayName // who),
              writtenAt: .created,
              text: (.body | plain),
              restricted: (.visibility != null or .jsdPublic == false),
              marker: ([.properties[]? | select(.key == "incident-hub") | .value.marker?][0] // "")
            }]
      else null end
    ),
    references: [
      $f.issuelinks[]?
      | (.inwardIssue // .outwardIssue)
      | select(. != null)
      | {kind: "MENTION", system: $system, key}
    ],
    lastChange: (if $f.updated then {at: $f.updated, by: ($histories[-1] // {} | .author // {} | who)} else null end),
    $changes
  }
  + (if $f.security then {refused: "the issue has a security level; restricted issues do not travel"}
     elif $issue.id == null then {refused: "the payload holds no issue"}
     else {} end)
