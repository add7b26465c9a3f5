-- What schools keep about a person, read for their copy of it.

-- name: kept_memberships
select s.name, m.role, m.name, m.since, m.withdrawn_at from member m join school s on s.id = m.school_id
where m.person_id = :person_id order by m.since, s.id

-- name: kept_operator
select since from operator where person_id = :person_id

-- name: kept_invitations_made
select s.name, i.role, i.created_at, i.expires_at, i.used_at from invitation i
join school s on s.id = i.school_id where i.made_by = :person_id order by i.created_at, i.selector

-- name: kept_invitations_used
select s.name, i.role, i.used_at from invitation i
left join school s on s.id = i.school_id where i.used_by = :person_id order by i.used_at, i.selector

-- name: kept_classes_taught
select s.name, c.name, t.since from class_teacher t
join classroom c on c.id = t.class_id join school s on s.id = c.school_id
where t.person_id = :person_id order by t.since, c.id

-- name: kept_campaigns_led
select s.name, c.name, t.since from campaign_teacher t
join campaign c on c.id = t.campaign_id join school s on s.id = c.school_id
where t.person_id = :person_id order by t.since, c.id

-- name: kept_classes_joined
select s.name, c.name, p.given_name, p.family_name, p.joined_at, p.set_aside_at from pupil p
join classroom c on c.id = p.class_id join school s on s.id = c.school_id
where p.person_id = :person_id order by p.joined_at, p.id

-- name: kept_join_requests
select s.name, c.name, j.name, j.asked_at from join_request j
join classroom c on c.id = j.class_id join school s on s.id = c.school_id
where j.person_id = :person_id order by j.asked_at, c.id

-- name: kept_guardianships
select s.name, c.name, p.given_name, g.since from guardian g
join pupil p on p.id = g.pupil_id join classroom c on c.id = p.class_id join school s on s.id = c.school_id
where g.person_id = :person_id order by g.since, p.id

-- name: kept_guardians_of
select s.name, c.name, g.since from guardian g
join pupil p on p.id = g.pupil_id join classroom c on c.id = p.class_id join school s on s.id = c.school_id
where p.person_id = :person_id order by g.since, p.id

-- name: kept_participations
select s.name, c.name, p.id, p.name, p.attempt, p.started_at, p.completed_at, p.sent_at, p.late, p.mastery, p.result
from participation p join campaign c on c.id = p.campaign_id join school s on s.id = c.school_id
where p.person_id = :person_id order by p.started_at, p.id

-- name: kept_nudges
select s.name, c.name, n.at from nudge n
join campaign c on c.id = n.campaign_id join school s on s.id = c.school_id
where n.person_id = :person_id order by n.at, c.id

-- name: kept_broadcasts_made
select s.name, b.words, b.state, b.created_at, b.started_at, b.ended_at from broadcast b
join school s on s.id = b.school_id where b.made_by = :person_id order by b.created_at, b.id

-- name: kept_broadcasts_got
select s.name, b.words, r.name, r.state, b.started_at from broadcast_recipient r
join broadcast b on b.id = r.broadcast_id join school s on s.id = b.school_id
where r.person_id = :person_id order by b.started_at, b.id

-- name: kept_groups
select title, added_at, left_at from class_group where asked_by = :person_id order by added_at, chat_id

-- name: kept_dialog
select kind, about from dialog where person_id = :person_id

-- name: kept_wrong_codes
select w.tries, w.last_at from wrong_code w join person p on p.chat_id = w.chat_id where p.id = :person_id

-- name: kept_notices
select s.name, n.kind, c.name, n.due_at, n.ended_at, n.fate
from notice n join school s on s.id = n.school_id left join campaign c on c.id = n.campaign_id
where n.person_id = :person_id order by n.id

-- name: kept_notices_about
-- To others: which days (an id begins with the moment it was made), not what became of it, which is theirs.
select distinct n.kind, c.name, n.id / 2097152 / 86400000 * 86400000 as day
from notice n left join campaign c on c.id = n.campaign_id
where n.person_id <> :person_id
  and (n.child_id = :person_id or n.pupil_id in (select id from pupil where person_id = :person_id))
order by day, n.kind, c.name

-- name: kept_preferences
select hours, weekly, stopped_at, paused_until, letter_at from preference where person_id = :person_id

-- name: kept_muted
select c.name, m.since from muted m join campaign c on c.id = m.campaign_id
where m.person_id = :person_id order by m.since

-- name: kept_guardian_invitations
select created_at, expires_at, used_at from guardian_invitation where child_id = :person_id order by created_at

-- name: kept_guardian_invitations_used
select used_at from guardian_invitation where used_by = :person_id order by used_at

-- name: kept_followers_of
select since from follower where child_id = :person_id order by since

-- name: kept_followed
-- The name that /enfants tells: of the line that counts now.
select (select p.given_name from pupil p join classroom c on c.id = p.class_id
        where p.person_id = f.child_id
        order by case when p.set_aside_at is null and c.archived_at is null then 0 else 1 end, p.joined_at desc, p.id
        limit 1), f.since
from follower f where f.person_id = :person_id order by f.since

-- name: kept_results_shared
select c.name, p.shared_at from participation p join campaign c on c.id = p.campaign_id
where p.person_id = :person_id and p.shared_at is not null order by p.shared_at

-- name: kept_sittings_run
select s.name, t.starts_at, m.role, m.since from sitting_staff m
join sitting t on t.id = m.sitting_id join school s on s.id = t.school_id
where m.person_id = :person_id order by m.since, m.role

-- name: kept_boards
select s.name, t.starts_at, b.shown_at from sitting_board b
join sitting t on t.id = b.sitting_id join school s on s.id = t.school_id
where b.person_id = :person_id order by b.shown_at

-- name: kept_alerts
select s.name, t.starts_at from sitting_alert a
join sitting t on t.id = a.sitting_id join school s on s.id = t.school_id
where a.person_id = :person_id order by a.about

-- name: kept_candidacies
-- What the jury wrote to the candidate is in the result, as it was published.
select s.name, t.starts_at, t.cancelled_at, t.room, c.extra, c.entered_at, c.accepted_at, c.present_at, c.started_at,
       c.ended_at, c.ended_for, c.result, c.published_at, c.shared_at
from candidate c join pupil p on p.id = c.pupil_id
join sitting t on t.id = c.sitting_id join school s on s.id = t.school_id
where (coalesce(p.person_id, c.person_id) = :person_id) and t.announced_at is not null order by c.id

-- name: kept_entry_requests
select s.name, t.starts_at, e.asked_at from entry_request e
join sitting t on t.id = e.sitting_id join school s on s.id = t.school_id
where e.person_id = :person_id order by e.asked_at

-- name: kept_incidents
select t.starts_at, i.number, i.kind, i.words, i.at, i.decision, i.decided_at from incident i
join candidate c on c.id = i.candidate_id join pupil p on p.id = c.pupil_id join sitting t on t.id = i.sitting_id
where coalesce(p.person_id, c.person_id) = :person_id order by i.at, i.id

-- name: kept_incidents_decided
select t.starts_at, i.kind, i.decision, i.decided_at from incident i join sitting t on t.id = i.sitting_id
where i.decided_by = :person_id order by i.decided_at, i.id

-- name: kept_rulings
-- About the candidate, once the result is published.
select t.starts_at, r.kind, r.number, r.words, r.at from ruling r
join candidate c on c.id = r.candidate_id join pupil p on p.id = c.pupil_id join sitting t on t.id = c.sitting_id
where (coalesce(p.person_id, c.person_id) = :person_id) and c.published_at >= r.at order by r.at, r.id

-- name: kept_rulings_made
select t.starts_at, r.kind, r.at from ruling r
join candidate c on c.id = r.candidate_id join sitting t on t.id = c.sitting_id
where r.made_by = :person_id order by r.at, r.id

-- name: kept_certificates
select code, name, document, issued_at, valid_until, voided_at from certificate
where person_id = :person_id order by issued_at, id
