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
package io.github.icehighlights.camel.springboot;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.boot.context.properties.ConfigurationPropertiesBinding;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.core.convert.converter.GenericConverter;

import io.github.icehighlights.camel.IceHighlightsConfiguration;

/** Turns {@code #bean:name}, as Camel writes references, into the bean of that name, for properties whose value is an object. */
@Configuration(proxyBeanMethods = false)
@ConfigurationPropertiesBinding
public class IceHighlightsComponentConverter implements GenericConverter {

    private final ApplicationContext beans;

    public IceHighlightsComponentConverter(ApplicationContext beans) {
        this.beans = beans;
    }

    @Override
    public Set<ConvertiblePair> getConvertibleTypes() {
        return Stream.of(
                        IceHighlightsConfiguration.class,
                        com.aliyun.credentials.Client.class,
                        com.aliyun.ice20201109.Client.class)
                .map(type -> new ConvertiblePair(String.class, type))
                .collect(Collectors.toSet());
    }

    /** @throws IllegalArgumentException when the text is no reference */
    @Override
    public Object convert(Object source, TypeDescriptor sourceType, TypeDescriptor targetType) {
        String text = (String) source;
        if (text == null || text.isBlank()) {
            return null;
        }
        if (!text.startsWith("#")) {
            throw new IllegalArgumentException("A reference to a bean is needed, as in #bean:name, but this is a text");
        }
        return beans.getBean(text.replaceFirst("^#(bean:)?", ""), targetType.getType());
    }
}
