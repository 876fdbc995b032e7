package io.verbatim.command.conversation;

import io.verbatim.api.Uid;
import io.verbatim.api.conversation.MemberRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Who is, or was, a member of a group: one stay for each member number, from 1. A number is never given again.
final class Stays {

    private static final int FIRST_CAPACITY = 4;
    private static final int STAY_BYTES = 160;
    private static final int STILL_HERE = -1;

    private final List<Uid> people;
    private final Map<Uid, Integer> lastByPerson;
    private final List<MemberRole> roles;
    private int[] joinedAfter;
    private int[] leftAfter;
    private int present;

    Stays() {
        this(List.of(), List.of(), new int[FIRST_CAPACITY], new int[FIRST_CAPACITY]);
    }

    /// Takes over the arrays, of the same length and indexed by member number less one, as the lists are.
    ///
    /// @param roles what they may do, or might
    /// @param joinedAfter the last message before each stay
    /// @param leftAfter the last message of each stay; -1: it lasts
    Stays(List<Uid> people, List<MemberRole> roles, int[] joinedAfter, int[] leftAfter) {
        this.people = new ArrayList<>(people);
        this.lastByPerson = HashMap.newHashMap(people.size());
        this.roles = new ArrayList<>(roles);
        this.joinedAfter = joinedAfter;
        this.leftAfter = leftAfter;
        for (int member = 1; member <= people.size(); member++) {
            lastByPerson.put(people.get(member - 1), member);
            present += isPresent(member) ? 1 : 0;
        }
    }

    void join(Uid person, MemberRole role, long afterSeq) {
        int at = people.size();
        if (at == joinedAfter.length) {
            int capacity = Math.max(FIRST_CAPACITY, at * 2);
            joinedAfter = Arrays.copyOf(joinedAfter, capacity);
            leftAfter = Arrays.copyOf(leftAfter, capacity);
        }
        people.add(person);
        roles.add(role);
        joinedAfter[at] = Math.toIntExact(afterSeq);
        leftAfter[at] = STILL_HERE;
        lastByPerson.put(person, people.size());
        present++;
    }

    void leave(int member, long afterSeq) {
        leftAfter[member - 1] = Math.toIntExact(afterSeq);
        present--;
    }

    void change(int member, MemberRole role) {
        roles.set(member - 1, role);
    }

    /// How many numbers have been given.
    int given() {
        return people.size();
    }

    /// How many members there are.
    int present() {
        return present;
    }

    /// The number of somebody's present stay, or else its last; 0: it was never here.
    int last(Uid person) {
        return lastByPerson.getOrDefault(person, 0);
    }

    boolean isPresent(int member) {
        return leftAfter[member - 1] == STILL_HERE;
    }

    boolean isPresent(Uid person) {
        int member = last(person);
        return member > 0 && isPresent(member);
    }

    MemberRole role(int member) {
        return roles.get(member - 1);
    }

    Uid person(int member) {
        return people.get(member - 1);
    }

    /// The last message that a stay sees.
    long lastSeq(int member, long lastSeq) {
        return isPresent(member) ? lastSeq : leftAfter[member - 1];
    }

    /// Whether one of somebody's stays sees a message that was sent.
    boolean sees(Uid person, long seq, long lastSeq) {
        int last = last(person);
        if (last > 0 && seq > joinedAfter[last - 1]) {
            return seq <= lastSeq(last, lastSeq);
        }
        for (int member = last - 1; member > 0; member--) {
            if (person(member).equals(person) && seq > joinedAfter[member - 1] && seq <= leftAfter[member - 1]) {
                return true;
            }
        }
        return false;
    }

    /// The longest-standing admin, else member; 0: nobody is left.
    int successor() {
        int first = 0;
        for (int member = 1; member <= people.size(); member++) {
            if (isPresent(member)) {
                if (role(member) == MemberRole.ADMIN) {
                    return member;
                }
                first = first == 0 ? member : first;
            }
        }
        return first;
    }

    List<Uid> people() {
        return List.copyOf(people);
    }

    List<MemberRole> roles() {
        return List.copyOf(roles);
    }

    int[] joinedAfter() {
        return Arrays.copyOf(joinedAfter, people.size());
    }

    int[] leftAfter() {
        return Arrays.copyOf(leftAfter, people.size());
    }

    int heapBytes() {
        return 128 + people.size() * STAY_BYTES + 2 * joinedAfter.length * Integer.BYTES;
    }
}
