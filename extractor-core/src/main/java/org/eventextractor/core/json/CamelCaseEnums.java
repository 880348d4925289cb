package org.eventextractor.core.json;

import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;

/** Spells enum constants in camelCase, without an annotation on every enum. */
final class CamelCaseEnums extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1L;

    @Override
    public String[] findEnumValues(
            MapperConfig<?> config, AnnotatedClass type, Enum<?>[] constants, String[] explicitNames) {
        String[] names = super.findEnumValues(config, type, constants, explicitNames);
        for (int i = 0; i < names.length; i++) {
            if (names[i] == null) {
                names[i] = Json.name(constants[i]);
            }
        }
        return names;
    }
}
