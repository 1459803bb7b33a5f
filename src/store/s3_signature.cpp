#include "store/s3_signature.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace hibari::store::detail {
namespace {

constexpr const char* kAlgorithm = "AWS4-HMAC-SHA256";

std::string to_hex(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string hex;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        hex += kDigits[byte >> 4U];
        hex += kDigits[byte & 15U];
    }
    return hex;
}

std::string hmac(std::string_view key, std::string_view text) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    const unsigned char* made = HMAC(
        EVP_sha256(),
        key.data(),
        static_cast<int>(key.size()),
        reinterpret_cast<const unsigned char*>(text.data()),
        text.size(),
        digest.data(),
        &size
    );
    HIBARI_CHECK(made != nullptr);
    return {reinterpret_cast<const char*>(digest.data()), size};
}

// "20130524T000000Z"; its first eight characters are the date.
std::string time_text(std::chrono::sys_seconds now) {
    const auto day = std::chrono::floor<std::chrono::days>(now);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss time(now - day);
    std::array<char, 64> text{};
    std::snprintf(
        text.data(),
        text.size(),
        "%04d%02u%02uT%02d%02d%02dZ",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()),
        static_cast<int>(time.hours().count()),
        static_cast<int>(time.minutes().count()),
        static_cast<int>(time.seconds().count())
    );
    return text.data();
}

std::string scope_of(const S3Credentials& credentials, const std::string& time) {
    return time.substr(0, 8) + "/" + credentials.region + "/s3/aws4_request";
}

std::string signed_names(const NameValues& headers) {
    std::string names;
    for (const auto& [name, value] : headers) {
        names += (names.empty() ? "" : ";") + name;
    }
    return names;
}

std::string signature_of(
    const S3Credentials& credentials, const S3Signable& request, const std::string& time
) {
    std::string canonical = request.method + "\n" + percent_encode(request.path, Encode::kPath) +
                            "\n" + query_text(request.query) + "\n";
    for (const auto& [name, value] : request.headers) {
        canonical += name + ":" + value + "\n";
    }
    canonical += "\n" + signed_names(request.headers) + "\n" + request.body_hash;
    const std::string to_sign = std::string(kAlgorithm) + "\n" + time + "\n" +
                                scope_of(credentials, time) + "\n" + sha256_hex(canonical);
    std::string key = hmac("AWS4" + credentials.secret_key, time.substr(0, 8));
    for (const std::string& part :
         {credentials.region, std::string("s3"), std::string("aws4_request")}) {
        key = hmac(key, part);
    }
    return to_hex(hmac(key, to_sign));
}

}  // namespace

NameValues sign_headers(
    const S3Credentials& credentials, const S3Signable& request, std::chrono::sys_seconds now
) {
    const std::string time = time_text(now);
    S3Signable whole = request;
    whole.headers.emplace_back("host", request.host);
    whole.headers.emplace_back("x-amz-content-sha256", request.body_hash);
    whole.headers.emplace_back("x-amz-date", time);
    std::ranges::sort(whole.headers);
    const std::string authorization =
        std::string(kAlgorithm) + " Credential=" + credentials.access_key + "/" +
        scope_of(credentials, time) + ",SignedHeaders=" + signed_names(whole.headers) +
        ",Signature=" + signature_of(credentials, whole, time);
    std::erase_if(whole.headers, [](const auto& header) { return header.first == "host"; });
    whole.headers.emplace_back("authorization", authorization);
    return whole.headers;
}

std::string presign(
    const S3Credentials& credentials,
    const S3Signable& request,
    std::chrono::sys_seconds now,
    std::chrono::seconds valid
) {
    const std::string time = time_text(now);
    S3Signable whole = request;
    whole.headers = {{"host", request.host}};
    whole.body_hash = "UNSIGNED-PAYLOAD";
    whole.query.emplace_back("X-Amz-Algorithm", kAlgorithm);
    whole.query.emplace_back(
        "X-Amz-Credential", credentials.access_key + "/" + scope_of(credentials, time)
    );
    whole.query.emplace_back("X-Amz-Date", time);
    whole.query.emplace_back("X-Amz-Expires", std::to_string(valid.count()));
    whole.query.emplace_back("X-Amz-SignedHeaders", "host");
    return percent_encode(request.path, Encode::kPath) + "?" + query_text(whole.query) +
           "&X-Amz-Signature=" + signature_of(credentials, whole, time);
}

std::string percent_encode(std::string_view text, Encode encode) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~' ||
                           (c == '/' && encode == Encode::kPath);
        if (plain) {
            encoded += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            encoded += '%';
            encoded += kDigits[byte >> 4U];
            encoded += kDigits[byte & 15U];
        }
    }
    return encoded;
}

std::string query_text(const NameValues& query) {
    NameValues encoded;
    for (const auto& [name, value] : query) {
        encoded.emplace_back(
            percent_encode(name, Encode::kQuery), percent_encode(value, Encode::kQuery)
        );
    }
    std::ranges::sort(encoded);
    std::string text;
    for (const auto& [name, value] : encoded) {
        text += (text.empty() ? "" : "&") + name + "=" + value;
    }
    return text;
}

std::string sha256_hex(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int size = 0;
    const int made =
        EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
    HIBARI_CHECK(made == 1);
    return to_hex({reinterpret_cast<const char*>(digest.data()), size});
}

}  // namespace hibari::store::detail
