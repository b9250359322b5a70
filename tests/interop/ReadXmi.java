// SPDX-License-Identifier: GPL-3.0-or-later
// What UIMA reads of an XMI file, a line an annotation, its fields separated by NUL and ended by U+0001:
// java -cp uimaj-core.jar ReadXmi.java TYPES FILE…
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.ArrayFS;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.Feature;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.impl.XmiCasDeserializer;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.resource.metadata.TypeSystemDescription;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.XMLInputSource;

public class ReadXmi {
  private static final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);

  private static String feature(FeatureStructure fs, String name) {
    Feature feature = fs.getType().getFeatureByBaseName(name);
    String value = feature == null ? null : fs.getStringValue(feature);
    return value == null ? "" : value;
  }

  private static void print(String kind, FeatureStructure fs, String... words) {
    out.print(String.join("\0", kind, feature(fs, "id"), feature(fs, "label"), String.join("\0", words)));
    out.print("\u0001");
  }

  private static void printSpan(AnnotationFS span) {
    ArrayFS fragments = (ArrayFS) span.getFeatureValue(span.getType().getFeatureByBaseName("fragments"));

    if (fragments == null) {
      print("span", span, span.getCoveredText());
      return;
    }
    String[] words = new String[fragments.size()];
    for (int i = 0; i < words.length; i++) words[i] = ((AnnotationFS) fragments.get(i)).getCoveredText();
    print("span", span, words);
  }

  private static void printRelation(AnnotationFS relation) {
    Type type = relation.getType();

    print("relation", relation, feature(relation.getFeatureValue(type.getFeatureByBaseName("Governor")), "id"),
        feature(relation.getFeatureValue(type.getFeatureByBaseName("Dependent")), "id"));
  }

  private static void read(TypeSystemDescription types, String file) throws Exception {
    CAS cas = CasCreationUtils.createCas(types, null, null);

    try (InputStream stream = new FileInputStream(file)) {
      XmiCasDeserializer.deserialize(stream, cas);
    }
    out.print("text\0" + cas.getDocumentText() + "\u0001");
    for (AnnotationFS span : cas.getAnnotationIndex(cas.getTypeSystem().getType("org.tandai.Span"))) printSpan(span);
    for (AnnotationFS link : cas.getAnnotationIndex(cas.getTypeSystem().getType("org.tandai.Relation"))) printRelation(link);
  }

  public static void main(String[] arguments) throws Exception {
    TypeSystemDescription types =
        UIMAFramework.getXMLParser().parseTypeSystemDescription(new XMLInputSource(arguments[0]));

    for (int i = 1; i < arguments.length; i++) read(types, arguments[i]);
    out.flush();
  }
}
