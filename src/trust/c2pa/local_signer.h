#pragma once

// A signer whose keys are in this process.

#include "base/clock.h"
#include "trust/c2pa/certificates.h"
#include "trust/c2pa/signer.h"

#include <memory>

namespace hibari::trust {

class LocalSigner final : public ManifestSigner {
  public:
    /// `clock` gives the time of time stamps and must outlive the signer.
    static Result<std::unique_ptr<LocalSigner>> create(
        KeyPair manifests, KeyPair time_stamps, const Clock& clock
    );

    ~LocalSigner() override;

    Result<std::vector<std::string>> certificates() override;
    Result<std::string> sign(const Digest& digest) override;
    Result<std::string> time_stamp(const Digest& imprint) override;

  private:
    struct Keys;

    explicit LocalSigner(std::unique_ptr<Keys> keys);

    std::unique_ptr<Keys> keys_;
};

}  // namespace hibari::trust
