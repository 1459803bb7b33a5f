#include "server/docs_page.h"

#include "base/text.h"

#include <string_view>

namespace hibari::server {
namespace {

constexpr std::string_view kStyle =
    "body{font:16px/1.5 system-ui,sans-serif;max-width:58rem;margin:2rem auto;padding:0 1rem;"
    "color:#1b1f24;background:#fff}"
    "h1{font-size:1.8rem}h2{margin-top:2.5rem;border-bottom:1px solid #d0d7de}"
    "section{margin:1.2rem 0;padding:.8rem 1rem;border:1px solid #d0d7de;border-radius:8px}"
    "h3{margin:0;font:600 1rem ui-monospace,monospace;overflow-wrap:anywhere}"
    ".m{display:inline-block;min-width:4.5rem;color:#0550ae}"
    ".ours{float:right;font:.8rem system-ui;background:#ddf4ff;padding:.1rem .5rem;"
    "border-radius:1rem}"
    "p{margin:.4rem 0}pre{white-space:pre-wrap}table{border-collapse:collapse;width:100%}"
    "td{padding:.2rem .5rem;border-top:1px solid #eaeef2;vertical-align:top}"
    "code{font-family:ui-monospace,monospace}"
    "@media(prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}"
    "section,h2,td{border-color:#30363d}.m{color:#79c0ff}.ours{background:#12325a}}";

std::string escaped(std::string_view text) {
    std::string html;
    for (const char c : text) {
        switch (c) {
            case '<':
                html += "&lt;";
                break;
            case '>':
                html += "&gt;";
                break;
            case '&':
                html += "&amp;";
                break;
            case '"':
                html += "&quot;";
                break;
            default:
                html += c;
        }
    }
    return html;
}

std::string text_of(const Json& json, std::string_view field) {
    const Json* value = json.find(field);
    return value != nullptr && value->is_string() ? escaped(value->as_string()) : "";
}

/// What a schema takes, in a few words: "string, 1 to 80 characters".
std::string brief(const Json& schema) {
    if (const Json* choices = schema.find("enum"); choices != nullptr && choices->is_array()) {
        std::string text;
        for (const Json& choice : choices->items()) {
            text += (text.empty() ? "" : ", ") + to_string(choice);
        }
        return "<code>" + escaped(text) + "</code>";
    }
    if (schema.find("oneOf") != nullptr) {
        return "one of several forms";
    }
    const Json* type = schema.find("type");
    return type == nullptr ? "" : "<code>" + escaped(to_string(*type)) + "</code>";
}

std::string fields_table(const Json& schema) {
    const Json* properties = schema.find("properties");
    if (properties == nullptr || properties->size() == 0) {
        return "";
    }
    std::string html = "<table>";
    for (const JsonMember& member : properties->members()) {
        html += "<tr><td><code>" + escaped(member.key) + "</code></td><td>" + brief(member.value) +
                "</td><td>" + text_of(member.value, "description") + "</td></tr>";
    }
    return html + "</table>";
}

std::string section(const Contract& contract, const Operation& operation) {
    const Json& document = contract.document();
    const Json* path = document.at("paths").find(operation.path);
    std::string html = "<section id=\"" + escaped(operation.id) + "\">";
    if (operation.is_extension) {
        html += "<span class=\"ours\">Hibari</span>";
    }
    html +=
        "<h3><span class=\"m\">" + operation.method + "</span>" + escaped(operation.path) + "</h3>";
    const Json* entry = path == nullptr ? nullptr : path->find(to_lower(operation.method));
    if (entry != nullptr) {
        html += "<p><strong>" + text_of(*entry, "summary") + "</strong></p>";
        const std::string description = text_of(*entry, "description");
        html += description.empty() ? "" : "<p>" + description + "</p>";
    }
    if (operation.takes_json || operation.takes_form) {
        const BodyKind kind = operation.takes_json ? BodyKind::kJson : BodyKind::kForm;
        html += fields_table(contract.body_schema(operation.id, kind));
    }
    return html + "</section>";
}

}  // namespace

std::string docs_page(const Contract& contract) {
    const Json& document = contract.document();
    const Json* info = document.find("info");
    std::string html =
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">"
        "<meta name=\"viewport\" content=\"width=device-width\"><title>Hibari API</title><style>" +
        std::string(kStyle) + "</style><h1>Hibari API</h1>";
    if (info != nullptr) {
        html += "<pre>" + text_of(*info, "description") + "</pre>";
    }
    html += "<p><a href=\"/openapi.json\">openapi.json</a></p>";
    for (const Operation& operation : contract.operations()) {
        html += section(contract, operation);
    }
    return html + "</html>";
}

}  // namespace hibari::server
