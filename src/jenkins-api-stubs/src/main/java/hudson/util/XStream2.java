package hudson.util;

import com.thoughtworks.xstream.XStream;
import com.thoughtworks.xstream.converters.Converter;
import com.thoughtworks.xstream.converters.MarshallingContext;
import com.thoughtworks.xstream.converters.UnmarshallingContext;
import com.thoughtworks.xstream.io.HierarchicalStreamReader;
import com.thoughtworks.xstream.io.HierarchicalStreamWriter;
import io.jenkins.lib.containergate.stubs.Signature;

public class XStream2 extends XStream {
    XStream2() {}

    public abstract static class PassthruConverter<T> implements Converter {
        protected PassthruConverter(XStream2 xstream) {}

        @Override
        @SuppressWarnings("rawtypes")
        public boolean canConvert(Class type) {
            throw Signature.only();
        }

        @Override
        public void marshal(Object source, HierarchicalStreamWriter writer, MarshallingContext context) {
            throw Signature.only();
        }

        @Override
        public Object unmarshal(HierarchicalStreamReader reader, UnmarshallingContext context) {
            throw Signature.only();
        }

        protected abstract void callback(T obj, UnmarshallingContext context);
    }
}
