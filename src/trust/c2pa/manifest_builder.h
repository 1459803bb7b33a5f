#pragma once

// Bytes of a manifest store from what is to be said. They are made twice: first to learn how many
// there will be, which decides where everything else in the file lies, and then, with the digest of
// the file, for good. Both times there are equally many.

#include "trust/c2pa/container.h"
#include "trust/c2pa/manifest_info.h"
#include "trust/c2pa/signer.h"

#include <string>
#include <vector>

namespace hibari::trust {

/// The hard binding: which bytes of the file the manifest is about.
struct HardBinding {
    Digest digest;
    /// JPEG and WebP: what lies outside of it, the manifest itself.
    ByteRange left_out;
};

class ManifestBuilder {
  public:
    /// Checks what is to be said and names the manifest. Fails with kInvalidArgument.
    static Result<ManifestBuilder> create(const ManifestInfo& info, MediaFormat format);

    /// Bytes of the store, however the binding turns out; those of a JPEG or WebP file depend on
    /// how large the numbers in it are.
    std::size_t store_bytes(
        const HardBinding& binding, const std::vector<std::string>& certificates
    ) const;

    /// The signed store.
    Result<std::string> build(const HardBinding& binding, ManifestSigner& signer) const;

    /// "urn:c2pa:" and a UUID.
    const std::string& label() const { return label_; }

  private:
    struct Assertion {
        std::string label;
        std::string box;
    };

    ManifestBuilder() = default;

    Result<void> add_ingredients(const ManifestInfo& info);
    void add_assertion(std::string_view label, std::string_view cbor);
    std::string actions(const ManifestInfo& info) const;
    std::string claim(const std::vector<Assertion>& assertions) const;
    std::vector<Assertion> all_assertions(const HardBinding& binding) const;
    std::string store(
        const std::vector<Assertion>& assertions, std::string_view claim, std::string_view cose
    ) const;

    MediaFormat format_ = MediaFormat::kMp4;
    std::string label_;
    std::string instance_id_;
    std::string title_;
    ProgramName program_;
    std::string binding_salt_;
    /// All but the hard binding.
    std::vector<Assertion> assertions_;
    /// Manifests of the ingredients, one box after another.
    std::string carried_;
};

}  // namespace hibari::trust
