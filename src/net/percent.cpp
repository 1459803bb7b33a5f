#include "net/percent.h"

#include "base/text.h"

namespace hibari::net {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return -1;
}

bool is_unreserved(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

Result<std::string> decode_piece(std::string_view piece) {
    std::optional<std::string> decoded = percent_decode(piece, Plus::kSpace);
    if (!decoded) {
        return fail(
            ErrorCode::kInvalidArgument, "a percent sign must be followed by two hex digits"
        );
    }
    if (!is_valid_utf8(*decoded)) {
        return fail(ErrorCode::kInvalidArgument, "must be UTF-8");
    }
    return std::move(*decoded);
}

}  // namespace

std::optional<std::string> percent_decode(std::string_view text, Plus plus) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus == Plus::kSpace) {
            decoded += ' ';
        } else if (text[i] != '%') {
            decoded += text[i];
        } else {
            const bool complete = i + 2 < text.size();
            const int high = complete ? hex_digit(text[i + 1]) : -1;
            const int low = complete ? hex_digit(text[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return std::nullopt;
            }
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        }
    }
    return decoded;
}

std::string percent_encode(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string encoded;
    encoded.reserve(text.size());
    for (const char c : text) {
        if (is_unreserved(c)) {
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

Result<std::vector<std::pair<std::string, std::string>>> parse_query(
    std::string_view query, std::size_t count_max
) {
    std::vector<std::pair<std::string, std::string>> parameters;
    for (const std::string_view piece : split(query, '&')) {
        if (piece.empty()) {
            continue;
        }
        if (parameters.size() == count_max) {
            return fail(
                ErrorCode::kInvalidArgument,
                "has more than " + std::to_string(count_max) + " parameters"
            );
        }
        const std::size_t equals = piece.find('=');
        const bool has_value = equals != std::string_view::npos;
        std::string name = HIBARI_TRY(decode_piece(piece.substr(0, equals)));
        std::string value =
            HIBARI_TRY(decode_piece(has_value ? piece.substr(equals + 1) : std::string_view()));
        parameters.emplace_back(std::move(name), std::move(value));
    }
    return parameters;
}

}  // namespace hibari::net
