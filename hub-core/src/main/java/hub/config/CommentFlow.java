package hub.config;

import java.util.List;

/// Whose comments are mirrored where. What is not listed is not mirrored.
public record CommentFlow(
    @Describe("The system whose users' comments are mirrored.") String from,
    @Describe("The systems that show them.") List<String> to) {

  public CommentFlow {
    to = List.copyOf(to);
  }
}
