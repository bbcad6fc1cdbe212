/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.icehighlights.localice.queue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The XML of SMQ.
 */
final class QueueXml {

    private static final String NAMESPACE = "http://mns.aliyuncs.com/doc/v1";
    private static final int PRIORITY = 8;

    private QueueXml() {}

    /** Writes a document. */
    @FunctionalInterface
    private interface Content {
        void write(XMLStreamWriter out) throws XMLStreamException;
    }

    static byte[] error(String code, String message, String requestId, String hostId) {
        return document("Error", out -> {
            text(out, "Code", code);
            text(out, "Message", message);
            text(out, "RequestId", requestId);
            text(out, "HostId", hostId);
        });
    }

    /** What could not be deleted, by receipt handle. */
    static byte[] errors(Map<String, QueueError> errors) {
        return document("Errors", out -> {
            for (Map.Entry<String, QueueError> error : errors.entrySet()) {
                out.writeStartElement("Error");
                text(out, "ErrorCode", error.getValue().code());
                text(out, "ErrorMessage", error.getValue().getMessage());
                text(out, "ReceiptHandle", error.getKey());
                out.writeEndElement();
            }
        });
    }

    static byte[] attributes(String name, MessageQueue queue) {
        MessageQueue.Counts counts = queue.counts();
        return document("Queue", out -> {
            text(out, "QueueName", name);
            text(out, "ActiveMessages", counts.active());
            text(out, "InactiveMessages", counts.inactive());
            text(out, "DelayMessages", 0);
            text(out, "DelaySeconds", 0);
            text(out, "MaximumMessageSize", MessageQueue.MAX_MESSAGE_BYTES);
            text(out, "MessageRetentionPeriod", 259_200);
            text(out, "PollingWaitSeconds", 0);
            text(out, "VisibilityTimeout", queue.visibilityTimeout().toSeconds());
            text(out, "LoggingEnabled", "False");
        });
    }

    static byte[] sent(QueueMessage message) {
        return document("Message", out -> {
            text(out, "MessageId", message.id());
            text(out, "MessageBodyMD5", md5(message.body()));
        });
    }

    static byte[] message(QueueMessage message) {
        return document("Message", out -> content(out, message));
    }

    static byte[] messages(List<QueueMessage> messages) {
        return document("Messages", out -> {
            for (QueueMessage message : messages) {
                out.writeStartElement("Message");
                content(out, message);
                out.writeEndElement();
            }
        });
    }

    static byte[] visibility(QueueMessage message) {
        return document("ChangeVisibility", out -> {
            text(out, "ReceiptHandle", message.receiptHandle());
            text(out, "NextVisibleTime", message.nextVisibleAt().toEpochMilli());
        });
    }

    /** The texts of all elements of this name. */
    static List<String> read(byte[] xml, String element) {
        NodeList nodes = parse(xml).getElementsByTagNameNS("*", element);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static Document parse(byte[] xml) {
        try {
            // not whatever parser lies on the class path
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
        } catch (SAXException | IOException e) {
            throw new QueueError(400, "MalformedXML", "The XML you provided was not well-formed.");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void content(XMLStreamWriter out, QueueMessage message) throws XMLStreamException {
        text(out, "MessageId", message.id());
        text(out, "MessageBodyMD5", md5(message.body()));
        text(out, "MessageBody", message.body());
        text(out, "EnqueueTime", message.enqueuedAt().toEpochMilli());
        if (message.receiptHandle() != null) {
            text(out, "ReceiptHandle", message.receiptHandle());
            text(out, "NextVisibleTime", message.nextVisibleAt().toEpochMilli());
        }
        if (message.firstDequeuedAt() != null) {
            text(out, "FirstDequeueTime", message.firstDequeuedAt().toEpochMilli());
        }
        text(out, "DequeueCount", message.dequeueCount());
        text(out, "Priority", PRIORITY);
    }

    private static void text(XMLStreamWriter out, String name, Object value) throws XMLStreamException {
        out.writeStartElement(name);
        out.writeCharacters(value.toString());
        out.writeEndElement();
    }

    private static byte[] document(String root, Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter out = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            out.writeStartDocument("UTF-8", "1.0");
            out.writeStartElement(root);
            out.writeDefaultNamespace(NAMESPACE);
            content.write(out);
            out.writeEndDocument();
            out.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
