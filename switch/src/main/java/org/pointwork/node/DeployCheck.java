package org.pointwork.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jdom2.Attribute;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.JDOMException;
import org.jdom2.input.SAXBuilder;
import org.jpos.q2.QBean;
import org.pointwork.txn.Step;

/** Judges {@code cfg/deploy/*.xml} before Q2 reads it: Q2 passes over properties it does not know without a word. */
final class DeployCheck {
    private static final Set<String> BEAN_ATTRIBUTES = Set.of("class", "name", "logger", "realm", "enabled");
    private static final Set<String> STEP_ATTRIBUTES = Set.of("class", "logger", "realm");
    private static final Set<String> TRANSACTION_MANAGER = Set.of(
            "queue",
            "sessions",
            "max-sessions",
            "max-active-sessions",
            "threshold",
            "space",
            "input-space",
            "persistent-space",
            "virtual-threads",
            "recover",
            "freeze-log");
    private static final Set<String> BEANS_OF_OURS = Set.of();

    private DeployCheck() {}

    static void check(Path deploy) {
        try (Stream<Path> files = Files.list(deploy)) {
            List<Path> descriptors = files.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
            if (descriptors.isEmpty()) {
                throw new ConfigException(deploy + ": no descriptors");
            }
            descriptors.forEach(DeployCheck::checkFile);
        } catch (IOException e) {
            throw new ConfigException(deploy + ": cannot be read");
        }
    }

    private static void checkFile(Path file) {
        Element bean = root(file);
        if (bean.getName().equals("logger")) {
            return;
        }
        for (Attribute attribute : bean.getAttributes()) {
            known(file, attribute.getName(), BEAN_ATTRIBUTES);
        }
        boolean manager = bean.getAttributeValue("class", "").endsWith("TransactionManager");
        for (Element child : bean.getChildren()) {
            known(file, child.getName(), manager ? Set.of("property", "participant") : Set.of("property"));
            if (child.getName().equals("property")) {
                known(file, child.getAttributeValue("name", ""), manager ? TRANSACTION_MANAGER : BEANS_OF_OURS);
            } else {
                for (Attribute attribute : child.getAttributes()) {
                    known(file, attribute.getName(), STEP_ATTRIBUTES);
                }
                require(file, child.getAttributeValue("class", ""), Step.class);
            }
        }
        require(file, bean.getAttributeValue("class", ""), QBean.class);
    }

    private static void known(Path file, String key, Set<String> all) {
        if (!all.contains(key)) {
            throw new ConfigException(
                    file + ": unknown key \"" + key + "\"; nearest known key is \"" + Nearest.to(key, all) + "\"");
        }
    }

    /** Q2 would log a class of the wrong kind and come up without it. */
    private static void require(Path file, String name, Class<?> kind) {
        try {
            if (!kind.isAssignableFrom(Class.forName(name, false, DeployCheck.class.getClassLoader()))) {
                throw new ConfigException(file + ": \"" + name + "\" is no " + kind.getSimpleName());
            }
        } catch (ClassNotFoundException e) {
            throw new ConfigException(file + ": there is no class \"" + name + "\"");
        }
    }

    private static Element root(Path file) {
        try {
            SAXBuilder builder = new SAXBuilder();
            builder.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = builder.build(file.toFile());
            return document.getRootElement();
        } catch (JDOMException | IOException e) {
            throw new ConfigException(file + ": not XML: " + e.getMessage());
        }
    }
}
