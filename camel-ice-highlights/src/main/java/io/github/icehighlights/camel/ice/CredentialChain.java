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
package io.github.icehighlights.camel.ice;

import java.util.ArrayList;
import java.util.List;

import com.aliyun.credentials.Client;
import com.aliyun.credentials.exception.CredentialException;
import com.aliyun.credentials.models.CredentialModel;
import com.aliyun.credentials.provider.AlibabaCloudCredentialsProvider;
import com.aliyun.credentials.provider.CLIProfileCredentialsProvider;
import com.aliyun.credentials.provider.EcsRamRoleCredentialProvider;
import com.aliyun.credentials.provider.EnvironmentVariableCredentialsProvider;
import com.aliyun.credentials.provider.OIDCRoleArnCredentialProvider;
import com.aliyun.credentials.provider.ProfileCredentialsProvider;
import com.aliyun.credentials.provider.SystemPropertiesCredentialsProvider;
import com.aliyun.credentials.provider.URLCredentialProvider;
import com.aliyun.credentials.utils.AuthUtils;

/**
 * Alibaba's default chain, provider for provider, but without the thread that its provider for the roles of ECS instances
 * starts, wherever it runs, and that nothing ends: ours asks when credentials are needed. Providers that an application adds to
 * Alibaba's class are not in it; a client of the application has them. Thread-safe.
 */
public final class CredentialChain implements AlibabaCloudCredentialsProvider {

    private final List<AlibabaCloudCredentialsProvider> providers = new ArrayList<>();
    private volatile AlibabaCloudCredentialsProvider last;

    CredentialChain() {
        providers.add(new SystemPropertiesCredentialsProvider());
        providers.add(new EnvironmentVariableCredentialsProvider());
        if (AuthUtils.environmentEnableOIDC()) {
            providers.add(OIDCRoleArnCredentialProvider.builder().build());
        }
        providers.add(CLIProfileCredentialsProvider.builder().build());
        providers.add(new ProfileCredentialsProvider());
        if (!AuthUtils.isDisableECSMetaData()) {
            providers.add(EcsRamRoleCredentialProvider.builder()
                    .asyncCredentialUpdateEnabled(false)
                    .build());
        }
        String uri = AuthUtils.getEnvironmentCredentialsURI();
        if (uri != null && !uri.isEmpty()) {
            providers.add(URLCredentialProvider.builder().credentialsURI(uri).build());
        }
    }

    /** A client that asks the chain. */
    public static Client client() {
        return new Client(new CredentialChain());
    }

    /**
     * Asks one provider after the other, and from then on the one that had credentials.
     *
     * @throws CredentialException when none has
     */
    @Override
    public CredentialModel getCredentials() {
        AlibabaCloudCredentialsProvider used = last;
        if (used != null) {
            return used.getCredentials();
        }
        List<String> reasons = new ArrayList<>();
        for (AlibabaCloudCredentialsProvider provider : providers) {
            try {
                CredentialModel credentials = provider.getCredentials();
                last = provider;
                return credentials;
            } catch (Exception e) {
                reasons.add(provider.getProviderName() + ": " + e.getMessage());
            }
        }
        throw new CredentialException("No provider of Alibaba's default chain has credentials: " + reasons);
    }

    @Override
    public String getProviderName() {
        return "default";
    }

    @Override
    public void close() {
        // none of the providers holds anything
    }
}
