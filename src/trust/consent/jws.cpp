#include "trust/consent/jws.h"

#include "base/base64.h"
#include "base/json.h"
#include "base/text.h"

#include <algorithm>

namespace hibari::trust {
namespace {

Error wrong(std::string message) {
    return {.code = ErrorCode::kInvalidArgument, .message = std::move(message)};
}

bool says(const Json* json, std::string_view key, std::string_view value) {
    const Json* found = json == nullptr ? nullptr : json->find(key);
    return found != nullptr && *found == Json(value);
}

}  // namespace

std::string to_base64url(std::string_view bytes) {
    std::string text = to_base64(bytes);
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    text.erase(std::min(text.find('='), text.size()));
    return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
    if (text.find_first_of("+/=") != std::string_view::npos) {
        return std::nullopt;
    }
    std::string padded(text);
    std::ranges::replace(padded, '-', '+');
    std::ranges::replace(padded, '_', '/');
    padded.append((4 - padded.size() % 4) % 4, '=');
    auto bytes = from_base64(padded);
    // The last digit has bits to spare: only one spelling is the right one.
    return bytes && to_base64url(*bytes) == text ? bytes : std::nullopt;
}

Result<std::string> sign_jws(
    std::string_view payload, std::string_view type, const SigningKey& signer
) {
    const Json header = Json::object({
        {"alg", "EdDSA"},
        {"typ", type},
        {"kid", signer.name},
        {"jwk",
         Json::object({{"kty", "OKP"}, {"crv", "Ed25519"}, {"x", to_base64url(signer.public_key)}})
        },
    });
    const std::string signed_text = to_base64url(to_string(header)) + "." + to_base64url(payload);
    const std::string signature = HIBARI_TRY(signer.sign(signed_text));
    return signed_text + "." + to_base64url(signature);
}

Result<CheckedJws> check_jws(std::string_view text) {
    const auto parts = split(text, '.');
    if (parts.size() != 3) {
        return fail(wrong("this is no signed text: it has no three parts with dots in between"));
    }
    const auto header_text = from_base64url(parts[0]);
    auto payload = from_base64url(parts[1]);
    const auto signature = from_base64url(parts[2]);
    if (!header_text || !payload || !signature) {
        return fail(wrong("this is no signed text: a part of it is not base64url"));
    }
    const auto header =
        parse_json(*header_text, {.size_bytes_max = 4096, .repeated_keys = RepeatedKeys::kRefuse});
    if (!header || !header->is_object()) {
        return fail(wrong("the header of this signed text is no JSON object"));
    }
    const Json* jwk = header->find("jwk");
    if (!says(&*header, "alg", "EdDSA") || !says(jwk, "kty", "OKP") ||
        !says(jwk, "crv", "Ed25519")) {
        return fail(wrong("this text is not signed by an Ed25519 key"));
    }
    const Json* x = jwk->find("x");
    auto key = x != nullptr && x->is_string() ? from_base64url(x->as_string()) : std::nullopt;
    if (!key || !is_signed(*key, text.substr(0, text.rfind('.')), *signature)) {
        return fail(wrong("the signature is wrong: the text was changed, or another key signed it")
        );
    }
    const Json* name = header->find("kid");
    return CheckedJws{
        .payload = std::move(*payload),
        .public_key = std::move(*key),
        .key_name = name != nullptr && name->is_string() ? name->as_string() : "",
    };
}

}  // namespace hibari::trust
