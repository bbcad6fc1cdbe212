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
package io.github.icehighlights.localice.server;

import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;

import io.github.icehighlights.localice.fault.Effect;
import io.github.icehighlights.localice.wire.Answer;
import io.github.icehighlights.localice.wire.SignedRequest;

/**
 * Translates between WireMock and the service.
 */
final class IceTransformer implements ResponseDefinitionTransformerV2 {

    static final String NAME = "local-ice";

    private static final int DRIPS = 20;

    private final IceService service;
    private final AdminApi admin;

    IceTransformer(IceService service, AdminApi admin) {
        this.service = service;
        this.admin = admin;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
        SignedRequest request = read(event.getRequest());
        if (request.path().equals("/admin") || request.path().startsWith("/admin/")) {
            return json(admin.handle(request)).build();
        }
        IceService.Reply reply = service.serve(request);
        return reply.effect() == null ? json(reply.answer()).build() : damaged(reply.answer(), reply.effect());
    }

    private static SignedRequest read(Request request) {
        URI uri = URI.create(request.getUrl());
        Map<String, String> headers = new HashMap<>();
        for (HttpHeader header : request.getHeaders().all()) {
            headers.put(header.key().toLowerCase(Locale.ROOT), String.join(",", header.values()));
        }
        byte[] body = request.getBody();
        return new SignedRequest(
                request.getMethod().getName(),
                uri.getRawPath().isEmpty() ? "/" : uri.getRawPath(),
                uri.getRawQuery(),
                headers,
                body == null ? new byte[0] : body);
    }

    private static ResponseDefinitionBuilder json(Answer answer) {
        return new ResponseDefinitionBuilder()
                .withStatus(answer.status())
                .withHeader("Content-Type", "application/json;charset=utf-8")
                .withBody(answer.text());
    }

    private static ResponseDefinition damaged(Answer answer, Effect effect) {
        if (effect instanceof Effect.Html html) {
            return new ResponseDefinitionBuilder()
                    .withStatus(html.status())
                    .withHeader("Content-Type", "text/html")
                    .withBody("<html><body><h1>" + html.status() + "</h1><hr>nginx</body></html>")
                    .build();
        }
        if (effect instanceof Effect.Redirect redirect) {
            return new ResponseDefinitionBuilder()
                    .withStatus(redirect.status())
                    .withHeader("Location", redirect.location())
                    .build();
        }
        if (effect instanceof Effect.Delay delay) {
            return json(answer).withFixedDelay((int) delay.time().toMillis()).build();
        }
        if (effect instanceof Effect.Drip drip) {
            return json(answer)
                    .withChunkedDribbleDelay(DRIPS, (int) drip.time().toMillis())
                    .build();
        }
        if (effect instanceof Effect.Reset) {
            return new ResponseDefinitionBuilder()
                    .withFault(Fault.CONNECTION_RESET_BY_PEER)
                    .build();
        }
        throw new IllegalStateException("Not an effect on a request: " + effect);
    }
}
