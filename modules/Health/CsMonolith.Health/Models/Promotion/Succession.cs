using CsMonolith.Health.Models.Registry;
using CsMonolith.Platform.Jobs;

namespace CsMonolith.Health.Models.Promotion;

/// <summary>Lets one champion follow another: the one until now retires, or is withdrawn if one goes back.</summary>
internal sealed class Succession(HealthDb db, IRescoring rescoring)
{
    /// <summary>To promote it would be to go back to an earlier champion.</summary>
    public static bool GoesBack(ModelVersion model, ModelVersion? before) => before is not null && model.WasSound;

    /// <summary>Promotes a model and retires the champion until now.</summary>
    /// <param name="model">Who follows.</param>
    /// <param name="before">The champion until now, if there is one.</param>
    /// <param name="promote">Promotes it, or says why not.</param>
    /// <param name="cancellation">Ends the saving.</param>
    public async Task<Result<PromotedModel>> Follow(
        ModelVersion model,
        ModelVersion? before,
        Func<Result> promote,
        CancellationToken cancellation
    )
    {
        var goesBack = GoesBack(model, before);
        if (promote().Error is { } refusal)
        {
            return refusal;
        }

        JobAccepted? scoring = null;
        if (goesBack)
        {
            // Nobody waits for the night while a withdrawn model's scores stand.
            before!.Withdraw(db.Clock.Now);
            scoring = rescoring.Start();
        }

        before?.Retire();
        await db.SaveChangesAsync(cancellation);
        return new PromotedModel(model.Name, model.Alias, before?.Name, model.WaivedGate, goesBack, scoring?.JobId);
    }
}
