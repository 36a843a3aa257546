package hub.config;

/// A correlation domain (design D2).
public record SpaceConfig(
    @Describe("Its name, part of every marker.") String id,
    @Describe(value = "Its fixed partition in hub.inputs and hub.events.", byDefault = "0")
        int partition,
    @Describe(value = "The zone in which people see times.", byDefault = "Europe/Copenhagen")
        String zone) {}
