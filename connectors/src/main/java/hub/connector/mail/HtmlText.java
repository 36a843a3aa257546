package hub.connector.mail;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/// The words of a mail that is HTML, with its lines, lists, tables and quotations. Nothing is
/// loaded, nothing is run, addresses of links are kept.
final class HtmlText {

  private HtmlText() {}

  static String of(String html) {
    var document = Jsoup.parse(html);
    document.select("head, script, style, title, template").remove();
    var words = new Words();
    NodeTraversor.traverse(words, document.body());
    return words
        .text
        .toString()
        .replace('\u00a0', ' ')
        .replaceAll("[ \\t]+\\n", "\n")
        .replaceAll("\\n{3,}", "\n\n")
        .strip();
  }

  private static final class Words implements NodeVisitor {
    private final StringBuilder text = new StringBuilder();
    private int quotes;

    @Override
    public void head(Node node, int depth) {
      if (node instanceof TextNode words) {
        add(words.text());
      } else if (node instanceof Element element) {
        switch (element.normalName()) {
          case "br", "hr" -> line();
          case "li" -> {
            begin();
            add("- ");
          }
          case "blockquote" -> {
            begin();
            quotes++;
          }
          case "td", "th" -> {
            if (!isAtBegin()) {
              add(" | ");
            }
          }
          case String _ when element.isBlock() -> begin();
          case String _ -> {}
        }
      }
    }

    @Override
    public void tail(Node node, int depth) {
      if (!(node instanceof Element element)) {
        return;
      }
      if (element.normalName().equals("blockquote")) {
        begin();
        quotes--;
      } else if (element.normalName().equals("p")) {
        begin();
        line();
      } else if (element.isBlock()) {
        begin();
      } else if (element.normalName().equals("a")) {
        var address = element.attr("href");
        if (address.startsWith("http") && !element.text().contains(address)) {
          add(" <" + address + ">");
        }
      }
    }

    private boolean isAtBegin() {
      return text.isEmpty() || text.charAt(text.length() - 1) == '\n';
    }

    private void begin() {
      if (!isAtBegin()) {
        line();
      }
    }

    private void line() {
      text.append('\n');
    }

    private void add(String words) {
      if (isAtBegin()) {
        if (words.isBlank()) {
          return;
        }
        text.append(quotes > 0 ? ">".repeat(quotes) + " " : "").append(words.stripLeading());
      } else {
        text.append(words);
      }
    }
  }
}
