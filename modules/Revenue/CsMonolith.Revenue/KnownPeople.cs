using CsMonolith.Journey.Contracts;

namespace CsMonolith.Revenue;

/// <summary>Tells whether people and partners that a body names exist.</summary>
internal sealed class KnownPeople(IMediator mediator, Clock clock)
{
    /// <summary>A fault for each id that nobody bears.</summary>
    /// <param name="people">Ids of people, each with the pointer of its field; absent ones are passed over.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<IReadOnlyList<FieldFault>> Strangers(
        IEnumerable<(string Pointer, Guid? Id)> people,
        CancellationToken cancellation
    )
    {
        var named = people.Where(one => one.Id is not null).Select(one => (one.Pointer, Id: one.Id!.Value)).ToList();
        if (named.Count == 0)
        {
            return [];
        }

        var known = await mediator.Send(new PeopleNames([.. named.Select(one => one.Id).Distinct()]), cancellation);
        return
        [
            .. named
                .Where(one => !known.ContainsKey(one.Id))
                .Select(one => new FieldFault(
                    one.Pointer,
                    $"There is no person {one.Id}. Give the id of one that GET /v1/people lists.",
                    $"人 {one.Id} は見つかりません。GET /v1/people にある人のIDを指定してください。"
                )),
        ];
    }

    /// <summary>A fault for each partner organisation that looks after no customer.</summary>
    public async Task<IReadOnlyList<FieldFault>> StrangePartners(
        IEnumerable<(string Pointer, Guid? Id)> partners,
        CancellationToken cancellation
    )
    {
        var named = partners.Where(one => one.Id is not null).Select(one => (one.Pointer, Id: one.Id!.Value)).ToList();
        if (named.Count == 0)
        {
            return [];
        }

        var known = (await mediator.Send(new AccountsAsOf(null, clock.Today), cancellation))
            .Select(account => account.PartnerId)
            .OfType<Guid>()
            .ToHashSet();
        return
        [
            .. named
                .Where(one => !known.Contains(one.Id))
                .Select(one => new FieldFault(
                    one.Pointer,
                    $"No customer is looked after by a partner {one.Id}. Give the partnerId of one that GET "
                        + "/v1/accounts lists.",
                    $"パートナー {one.Id} が担当する顧客はありません。GET /v1/accounts にある partnerId を指定してください。"
                )),
        ];
    }
}
