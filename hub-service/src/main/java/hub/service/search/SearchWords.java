package hub.service.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/// What a person types into the search box: words, beginnings of words, ticket keys. It has no
/// syntax, so nothing typed is an error.
final class SearchWords {

  private static final int MOST_WORDS = 20;
  private static final float WHOLE_WORD = 4;

  private SearchWords() {}

  /// All words must be found; empty if there are none.
  ///
  /// @param field of the index that holds them
  static Optional<Query> query(String field, String words) {
    var all = new BooleanQuery.Builder();
    var count = 0;
    for (var word : words.strip().split("\\s+", -1)) {
      var tokens = tokens(field, word);
      if (!tokens.isEmpty() && count++ < MOST_WORDS) {
        all.add(word(field, tokens), Occur.MUST);
      }
    }
    return count == 0 ? Optional.empty() : Optional.of(all.build());
  }

  private static Query word(String field, List<String> tokens) {
    if (tokens.size() > 1) {
      // A key such as DRIFT-12 is two tokens in a row.
      return new PhraseQuery(field, tokens.toArray(String[]::new));
    }
    var term = new Term(field, tokens.getFirst());
    return new BooleanQuery.Builder()
        .add(new BoostQuery(new TermQuery(term), WHOLE_WORD), Occur.SHOULD)
        .add(new ConstantScoreQuery(new PrefixQuery(term)), Occur.SHOULD)
        .build();
  }

  private static List<String> tokens(String field, String word) {
    try (var analyzer = IncidentIndex.analyzer();
        var stream = analyzer.tokenStream(field, word)) {
      var tokens = new ArrayList<String>();
      var term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        tokens.add(term.toString());
      }
      stream.end();
      return tokens;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
