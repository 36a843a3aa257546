package hub.ticket;

/// Who plays a part in the process (process.md §1). Persons are found only when something is sent
/// (design D12).
public enum Role {
  LOCAL_SERVICE_DESK,
  NATIONAL_SERVICE_DESK,
  OPERATIONS_SUPPLIER,
  APPLICATION_SUPPLIER,
  COMPONENT_SUPPLIER,
  FMK_SUPPLIER,
  FMK_OPERATIONS_SUPPLIER,
  NSP_INCIDENT_MANAGER,
  FMK_INCIDENT_MANAGER,
  NSP_SYSTEM_OWNER,
  OPERATOR,
  PROBLEM_MANAGER
}
